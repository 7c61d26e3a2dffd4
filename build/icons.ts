/**
 * Draws the program's icons from their two sources: `icons/icon.svg`, and `icons/icon-small.svg` where
 * there are too few pixels for it. Run by hand after a change of the drawings; the files are committed,
 * since a release machine shall need no browser. Drawn by Chromium, as the screens are.
 *
 * An `.ico` is a directory of PNGs (each entry: width, height, 0, 0, planes 1, 32 bits, length,
 * offset), an `.icns` a list of typed chunks, each with its length, big-endian, its head included.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

const folder = fileURLToPath(new URL('icons/', import.meta.url))
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const
const SMALL_MAX = 48
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256] as const
/** macOS: type -> pixels; the second of a size is the one for double density. */
const ICNS: readonly (readonly [type: string, size: (typeof SIZES)[number]])[] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]

const drawn = await draw()
mkdirSync(`${folder}png`, { recursive: true })
for (const size of SIZES)
  if (size < 1024) writeFileSync(`${folder}png/${size}x${size}.png`, drawnAt(size))
writeFileSync(`${folder}icon.png`, drawnAt(1024))
writeFileSync(`${folder}icon.ico`, ico())
writeFileSync(`${folder}icon.icns`, icns())

async function draw(): Promise<ReadonlyMap<number, Buffer>> {
  const executablePath = [process.env['SALDO_CHROMIUM'], '/usr/bin/chromium'].find(
    (path) => path !== undefined && existsSync(path),
  )
  const browser = await chromium.launch({
    args: ['--no-sandbox'],
    ...(executablePath === undefined ? {} : { executablePath }),
  })
  const page = await browser.newPage()
  const pictures = new Map<number, Buffer>()
  for (const size of SIZES) {
    const name = size <= SMALL_MAX ? 'icon-small.svg' : 'icon.svg'
    const svg = readFileSync(`${folder}${name}`).toString('base64')
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(
      `<style>*{margin:0}img{display:block;width:${size}px;height:${size}px}</style><img src="data:image/svg+xml;base64,${svg}">`,
    )
    await page.waitForFunction('document.images[0].complete')
    pictures.set(size, await page.screenshot({ omitBackground: true }))
  }
  await browser.close()
  return pictures
}

function drawnAt(size: number): Buffer {
  const picture = drawn.get(size)
  if (!picture) throw new Error(`no picture of ${size} pixels was drawn`)
  return picture
}

function ico(): Buffer {
  const head = Buffer.alloc(6 + 16 * ICO_SIZES.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(ICO_SIZES.length, 4)
  let offset = head.length
  for (const [n, size] of ICO_SIZES.entries()) {
    const at = 6 + 16 * n
    const { length } = drawnAt(size)
    // 256 is written as 0.
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += length
  }
  return Buffer.concat([head, ...ICO_SIZES.map(drawnAt)])
}

function icns(): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(body.length + 8, 4)
    return Buffer.concat([head, body])
  }
  return chunk('icns', Buffer.concat(ICNS.map(([type, size]) => chunk(type, drawnAt(size)))))
}
