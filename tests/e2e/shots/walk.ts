/**
 * Goes through the table of shots in one page and hands each state over when it stands still. Answers
 * those that never came about, in words.
 */
import type { Page } from '@playwright/test'
import { cellOf, type Shot, type Stage } from './shot.ts'
import type { Wire } from './wire.ts'

/** Longer than what a screen waits for after typing before it asks. */
const DEBOUNCE_MS = 260
/** Pairs of frames; long on a busy machine, and yet no hanging. */
const FRAMES_MAX = 600

export async function walk(
  page: Page,
  wire: Wire,
  origin: string,
  shots: readonly Shot[],
  look: (shot: Shot, stage: Stage) => Promise<void>,
): Promise<readonly string[]> {
  const stage = stageOf(page, wire)
  page.on('filechooser', () => undefined)
  const failed: string[] = []
  for (const shot of shots) {
    try {
      await arrive(stage, origin, shot)
      await shot.act?.(stage)
      await stage.settle()
      await look(shot, stage)
      await leave(stage, shot)
    } catch (error) {
      // The others are still wanted; one that never came into its state must not spoil the next.
      failed.push(`${shot.name} never came about: ${String(error)}`)
      wire.mend()
      await page.reload()
    }
  }
  return failed
}

async function arrive(stage: Stage, origin: string, shot: Shot): Promise<void> {
  const { page, wire } = stage
  shot.before?.(wire)
  await page.goto(`${origin}/#/blank`)
  await page.goto(`${origin}/#${shot.path}`)
  if (shot.fresh) await page.reload()
  await page.getByRole('main').waitFor()
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await stage.settle()
}

async function leave(stage: Stage, shot: Shot): Promise<void> {
  await shot.after?.(stage)
  stage.wire.mend()
  // A dialog over a menu over a field: each Escape closes one.
  for (let n = 0; n < 3; n += 1) await stage.page.keyboard.press('Escape')
  // What was said of one act must not lie over the next picture.
  await stage.page.evaluate(() => {
    for (const close of document.querySelectorAll<HTMLElement>('.mantine-Notification-closeButton'))
      close.click()
  })
  if (shot.before !== undefined) {
    await stage.page.reload()
    await stage.settle()
  }
}

function stageOf(page: Page, wire: Wire): Stage {
  const frames = () =>
    page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
        }),
    )
  // Answers bring further questions: still once more a frame later is still.
  const settle = async () => {
    for (let quiet = 0, n = 0; quiet < 2; n += 1) {
      if (n > FRAMES_MAX) throw new Error('the screen never came to rest')
      await frames()
      quiet = wire.isQuiet ? quiet + 1 : 0
    }
  }
  const keys = async (...pressed: readonly string[]) => {
    for (const key of pressed) {
      await page.keyboard.press(key)
      await settle()
    }
  }
  return {
    page,
    wire,
    settle,
    press: keys,
    type: async (text) => {
      await page.keyboard.type(text)
      await page.waitForTimeout(DEBOUNCE_MS)
      await settle()
    },
    cell: async (column, row = 0, ...pressed) => {
      await cellOf(page, column, row).click()
      await settle()
      await keys(...pressed)
    },
    drop: async (name, text, to = /imports/) => {
      await page.evaluate(
        ([fileName, content]) => {
          const transfer = new DataTransfer()
          transfer.items.add(new File([content ?? ''], fileName ?? ''))
          window.dispatchEvent(
            new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
          )
        },
        [name, text],
      )
      await page.waitForURL(to)
      await settle()
    },
  }
}
