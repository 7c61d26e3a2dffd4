/**
 * `npm run screenshots` writes the table of shots/ into out/screenshots, which is not kept, named
 * `<shot>.<language>.<theme>.<width>.png`. SHOTS (beginnings of names), LANGUAGES, THEMES and WIDTHS
 * narrow it down: `SHOTS=aging,statement LANGUAGES=de npm run screenshots`.
 */
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { DEFAULT_LOCALE } from '../../shared/i18n/formatters.ts'
import { DEMO_NOON, expect, prefer, test, type DemoSize } from './fixtures.ts'
import { lay } from './shots/ground.ts'
import { chosen, partsOfShots } from './shots/index.ts'
import { walk } from './shots/walk.ts'
import { Wire } from './shots/wire.ts'

const FULL_DEMO: DemoSize = { customers: 1240, documents: 25_000 }
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
] as const
const THEMES = ['light', 'dark'] as const
const folder = fileURLToPath(new URL('../../out/screenshots', import.meta.url))

test.use({ at: DEMO_NOON, actionTimeout: 15_000, viewport: SIZES[0] })
test.setTimeout(1_800_000)

const themes = chosen('THEMES', THEMES)
const widths = chosen(
  'WIDTHS',
  SIZES.map(({ width }) => String(width)),
)

for (const language of chosen('LANGUAGES', ['tr', 'en', 'de'] as const))
  for (const { title, ground, shots } of partsOfShots())
    test(`${title} in ${language}`, async ({ page, context, open, demo, prepare, dataDir }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      await lay(ground, { demo, prepare }, FULL_DEMO)
      prefer(dataDir, { language, formatLocale: DEFAULT_LOCALE[language], theme: 'system' })
      const wire = new Wire()
      await wire.watch(page)
      const { origin } = await open()
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      const failed = await walk(page, wire, origin, shots, async (shot) => {
        for (const size of SIZES) {
          if (!widths.includes(String(size.width))) continue
          await page.setViewportSize(size)
          for (const colorScheme of themes) {
            await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
            // A chart is drawn anew in the other colours and size.
            await page.waitForTimeout(120)
            const name = `${shot.name}.${language}.${colorScheme}.${size.width}.png`
            await page.screenshot({ path: join(folder, name), animations: 'disabled' })
          }
        }
        await page.setViewportSize(SIZES[0])
      })
      expect(failed).toEqual([])
    })
