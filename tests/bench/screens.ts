/**
 * The window over the company, in a real Chromium against the built host: first usable screen, key
 * to paint, frames while scrolling, and what the core was resident with after all of it.
 */
import { chromium, type Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CORE_FLAGS } from '../../main/electron/core-flags.ts'
import type { BenchCompany } from './ledger.ts'
import { quantile } from './measure.ts'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const CHROMIUM = [
  process.env['SALDO_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
].find((one) => one !== undefined && existsSync(one))
const SCROLL_MS = 3000
const LOADS = 3
/** A busy machine is measured too. */
const WAIT_MAX_MS = 180_000
/** First usable screen, host process and page together. */
const USABLE_MAX_MS = 2000

export interface ScreenFigures {
  readonly lines: string[]
  readonly residentMiB: number
  readonly peakMiB: number
}

export async function screenFigures(bench: BenchCompany, dir: string): Promise<ScreenFigures> {
  const dataDir = join(dir, 'screens')
  mkdirSync(dataDir, { recursive: true })
  const host = spawn(
    process.execPath,
    [
      ...CORE_FLAGS,
      path('host.mjs'),
      dataDir,
      bench.file.path,
      path('../../out/renderer'),
      `${bench.lastDay}T12:00:00Z`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const begun = performance.now()
  const link = await new Promise<string>((resolve, reject) => {
    host.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    host.once('exit', (code) => reject(new Error(`the host ended with ${code}`)))
  })
  const hostMs = performance.now() - begun
  const browser = await chromium.launch({
    ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    page.setDefaultTimeout(WAIT_MAX_MS)
    const origin = new URL(link).origin
    const opened = performance.now()
    await page.goto(link)
    await figuresOfHome(page)
    const usableMs = performance.now() - opened
    const lines = [
      `host process to its link ${hostMs.toFixed(0)} ms, link to home with its figures ${usableMs.toFixed(0)} ms: ${hostMs + usableMs <= USABLE_MAX_MS ? 'met' : 'NOT met'} (2 s)`,
    ]
    const { code, currency } = bench.busiest
    for (const [name, address] of [
      ['customers', '/customers'],
      ['documents', '/ledger'],
      ['aging', `/aging?asOf=${bench.lastDay}`],
      [
        `statement of ${bench.busiest.lines} lines`,
        `/statement?customer=${encodeURIComponent(code)}&currency=${currency}&preset=all`,
      ],
    ] as const) {
      const loads: number[] = []
      for (let load = 0; load < LOADS; load += 1) {
        await page.goto('about:blank')
        const start = performance.now()
        await page.goto(`${origin}/#${address}`)
        await firstRow(page)
        loads.push(performance.now() - start)
      }
      const keys = await keyToPaint(page)
      const frames = await scrollFrames(page)
      lines.push(
        `${name}: rows after ${quantile(loads, 0.5).toFixed(0)} ms (whole page load), key to paint p50 ${quantile(keys, 0.5).toFixed(0)} / p95 ${quantile(keys, 0.95).toFixed(0)} ms, scroll frames p50 ${quantile(frames.times, 0.5).toFixed(0)} / p95 ${quantile(frames.times, 0.95).toFixed(0)} ms, blank rows ${frames.blanks} of ${frames.samples} samples`,
      )
    }
    const memory = (name: string) =>
      Number(
        new RegExp(`${name}:\\s+(\\d+)`).exec(
          readFileSync(`/proc/${host.pid}/status`, 'utf8'),
        )?.[1] ?? 0,
      ) / 1024
    return { lines, residentMiB: memory('VmRSS'), peakMiB: memory('VmHWM') }
  } finally {
    await browser.close()
    host.kill('SIGTERM')
  }
}

/** The day's work is counted: its cards are there. */
async function figuresOfHome(page: Page): Promise<void> {
  await page.locator('[data-card]').first().waitFor()
}

async function firstRow(page: Page): Promise<void> {
  await page.locator('[role=row][row-index] [role=gridcell]').first().waitFor()
}

/** Arrow down in the grid: from the key to the frame that shows the moved focus. */
async function keyToPaint(page: Page): Promise<number[]> {
  await page.locator('[role=row][row-index] [role=gridcell]').first().click()
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { keyTimes: times })
    document.addEventListener(
      'keydown',
      (event) => {
        const { timeStamp } = event
        requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - timeStamp), 0))
      },
      true,
    )
  })
  for (let n = 0; n < 25; n += 1) {
    await page.keyboard.press('ArrowDown')
    await page.waitForTimeout(40)
  }
  return page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes)
}

/** Wheel turns at reading speed; frames are timed by the page, blank rows looked for every 100 ms. */
async function scrollFrames(
  page: Page,
): Promise<{ times: number[]; blanks: number; samples: number }> {
  await page.evaluate((forMs) => {
    const seen = { times: [] as number[], blanks: 0, samples: 0 }
    Object.assign(window, { scrollSeen: seen })
    let last = performance.now()
    const end = last + forMs
    const frame = (now: number) => {
      seen.times.push(now - last)
      last = now
      if (now < end) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    const look = setInterval(() => {
      seen.samples += 1
      const rows = [...document.querySelectorAll('[role=row][row-index]')]
      if (rows.some((row) => row.textContent === '')) seen.blanks += 1
      if (performance.now() > end) clearInterval(look)
    }, 100)
  }, SCROLL_MS)
  await page.locator('[role=row][row-index] [role=gridcell]').first().hover()
  for (let n = 0; n < SCROLL_MS / 50; n += 1) {
    await page.mouse.wheel(0, 120)
    await page.waitForTimeout(50)
  }
  await page.waitForTimeout(300)
  return page.evaluate(
    () =>
      (window as unknown as { scrollSeen: { times: number[]; blanks: number; samples: number } })
        .scrollSeen,
  )
}
