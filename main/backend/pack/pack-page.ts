/**
 * The page inside a pack: opens by a double click on any machine, shows what the pack holds and checks
 * it. One file: data, words of three languages and the check itself stand in it; it asks no network.
 */
import { packWords } from '../../../shared/i18n/packs.ts'
import type { PageData } from './page-data.ts'
import { pageScript } from './page-script.ts'
import { ownCrc32, ownSha256 } from './pack-hash.ts'
import { packKit } from './pack-kit.ts'

export function packPage(data: PageData): string {
  return `<!doctype html>
<html lang="${data.language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>Saldo</title>
<style>${STYLE}</style>
<body>
<script type="application/json" id="data">${embedded(data)}</script>
<script type="application/json" id="words">${embedded(packWords())}</script>
<script>const kit = (${packKit.toString()})({ sha256: ${ownSha256.toString()}, crc32: ${ownCrc32.toString()} });
(${pageScript.toString()})(kit)</script>
`
}

/** JSON that cannot end its own script element. */
function embedded(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2128; --soft: #5b6470; --line: #d9dee4; --ground: #fff; --tint: #f3f5f8; --good: #0a6b3d; --bad: #a11a1a }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebef; --soft: #a3adb8; --line: #363d46; --ground: #14171b; --tint: #1d2126; --good: #5fd39a; --bad: #ff9b93 } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 1180px; padding: 24px; background: var(--ground); color: var(--ink); font: 14px/1.45 Inter, system-ui, "Segoe UI", sans-serif }
header { display: flex; justify-content: space-between; align-items: start; gap: 16px }
h1 { font-size: 22px; margin: 0 0 12px }
h2 { font-size: 16px; margin: 0 0 8px }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 0 0 20px; overflow-wrap: anywhere }
dt { color: var(--soft) } dd { margin: 0 }
button, label.pick { font: inherit; color: inherit; border: 1px solid var(--line); background: var(--tint); border-radius: 6px; padding: 6px 12px; cursor: pointer; display: inline-block }
button[aria-pressed=true], button[aria-selected=true] { border-color: currentColor; font-weight: 600 }
:focus-visible, label.pick:focus-within { outline: 2px solid #2f6fed; outline-offset: 2px }
input[type=file] { position: absolute; opacity: 0; width: 1px; height: 1px }
section { border: 1px solid var(--line); border-radius: 8px; padding: 16px; margin: 0 0 20px }
section.over { border-color: #2f6fed }
p { margin: 0 0 10px } .soft { color: var(--soft) } .good { color: var(--good); font-weight: 600 } .bad { color: var(--bad); font-weight: 600 }
output { display: block; margin-top: 12px; overflow-wrap: anywhere }
nav, .tabs { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 0 12px }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { padding: 5px 10px; text-align: left; white-space: nowrap; border-bottom: 1px solid var(--line) }
th { background: var(--tint); position: sticky; top: 0 }
.right { text-align: right }
input[type=search] { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; padding: 6px 10px; min-width: 240px }
.bar { display: flex; gap: 16px; align-items: center; margin: 0 0 10px; flex-wrap: wrap }
`
