/**
 * `npm run screenshots` writes the table of shots.ts into out/screenshots, named
 * `<shot>.<language>.<theme>.<width>.png`. SHOTS, LANGUAGES, THEMES and WIDTHS narrow it down:
 * `SHOTS=aging,statement LANGUAGES=de npm run screenshots`.
 */
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { DEFAULT_LOCALE } from '../../shared/i18n/formatters.ts'
import { DEMO_NOON, expect, prefer, test, type DemoSize } from './fixtures.ts'
import { SHOTS, type Shot } from './shots.ts'

const FULL_DEMO: DemoSize = { customers: 1240, documents: 25_000 }
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
]
const THEMES = ['light', 'dark'] as const
const folder = fileURLToPath(new URL('../../out/screenshots', import.meta.url))

test.use({ at: DEMO_NOON, actionTimeout: 5000 })
test.setTimeout(600_000)

for (const language of chosen('LANGUAGES', ['tr', 'en', 'de'] as const)) {
  for (const empty of [false, true]) {
    const shots = SHOTS.filter((shot) => (shot.empty === true) === empty && isChosen(shot))
    if (shots.length === 0) continue
    test(`${empty ? 'an empty company' : 'the demo company'} in ${language}`, async ({
      page,
      open,
      demo,
      prepare,
      dataDir,
    }) => {
      if (empty)
        await prepare(async (client, dir) => {
          const file = join(dir, 'empty.saldo')
          await client.companies.create({ name: 'Boş Defter Ltd. Şti.', currency: 'TRY', file })
          return file
        })
      else await demo(undefined, FULL_DEMO)
      prefer(dataDir, { language, formatLocale: DEFAULT_LOCALE[language], theme: 'system' })
      const { origin } = await open()
      await expect(page.getByRole('main')).toBeVisible()
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      for (const shot of shots) {
        await page.setViewportSize(SIZES[0] ?? { width: 1440, height: 900 })
        await page.goto(`${origin}/#/blank`)
        await page.goto(`${origin}/#${shot.path}`)
        await settled(page)
        await shot.act?.(page)
        await settled(page)
        for (const size of SIZES) {
          if (
            !chosen(
              'WIDTHS',
              SIZES.map(({ width }) => String(width)),
            ).includes(String(size.width))
          )
            continue
          await page.setViewportSize(size)
          for (const colorScheme of chosen('THEMES', THEMES)) {
            await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
            await page.waitForTimeout(120)
            const name = `${shot.name}.${language}.${colorScheme}.${size.width}.png`
            await page.screenshot({ path: join(folder, name), animations: 'disabled' })
          }
        }
        await page.keyboard.press('Escape')
      }
    })
  }
}

/** Nothing is being asked any more and the last answer is painted. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(150)
  await expect(page.locator('[role=status]:has-text("…")')).toHaveCount(0, { timeout: 5000 })
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.waitForTimeout(200)
}

function isChosen(shot: Shot): boolean {
  const wanted = process.env['SHOTS']?.split(',')
  return wanted === undefined || wanted.some((name) => shot.name.startsWith(name))
}

function chosen<Choice extends string>(name: string, all: readonly Choice[]): readonly Choice[] {
  const wanted = process.env[name]?.split(',')
  return wanted === undefined ? all : all.filter((one) => wanted.includes(one))
}
