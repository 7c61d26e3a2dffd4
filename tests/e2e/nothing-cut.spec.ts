/** Every screen and state of shots/ in three languages and two sizes: nothing cut, nothing outside. */
import { DEFAULT_LOCALE } from '../../shared/i18n/formatters.ts'
import { DEMO_NOON, expect, prefer, test } from './fixtures.ts'
import { lay } from './shots/ground.ts'
import { chosen, partsOfShots } from './shots/index.ts'
import { looksOf } from './shots/looks.ts'
import { walk } from './shots/walk.ts'
import { Wire } from './shots/wire.ts'
import { wrongWords } from './shots/words.ts'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
] as const
/** Half the screen of a small laptop, and 200 % zoom (ux.md section 13). */
const SMALL = [
  { width: 1024, height: 640 },
  { width: 720, height: 450 },
] as const
/** What people brought along in a file is shown as it was; formats to choose from are of all lands. */
const FOREIGN_TEXT = /^(?:import|roundtrip|welcome-new|csv-choice)/

test.use({ at: DEMO_NOON, viewport: SIZES[0], actionTimeout: 15_000 })
test.setTimeout(420_000)

// German has the longest words; the others with `npm run looks`.
for (const language of chosen('LANGUAGES', ['de', 'tr', 'en'] as const))
  for (const { title, ground, shots } of partsOfShots())
    test(`ux 1.7: no text is cut, no number ends in dots: ${title} in ${language}`, {
      tag: language === 'de' ? [] : ['@looks'],
    }, async ({ page, context, demo, prepare, open, dataDir }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      await lay(ground, { demo, prepare })
      prefer(dataDir, { language, formatLocale: DEFAULT_LOCALE[language] })
      await page.emulateMedia({ reducedMotion: 'reduce' })
      const wire = new Wire()
      await wire.watch(page)
      const { origin } = await open()
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      const found: string[] = []
      const failed = await walk(page, wire, origin, shots, async ({ name }, { settle }) => {
        for (const size of SIZES) {
          if (size !== SIZES[0]) {
            await page.setViewportSize(size)
            await settle()
          }
          const looks = await looksOf(page)
          const words = FOREIGN_TEXT.test(name) ? [] : wrongWords(language, looks.texts)
          for (const one of [...looks.found, ...words]) found.push(`${name} ${size.width} ${one}`)
        }
        await page.setViewportSize(SIZES[0])
      })
      expect([...failed, ...found]).toEqual([])
    })

test('ux 13: a small window and 200 % zoom keep everything in reach', { tag: '@looks' }, async ({
  page,
  demo,
  open,
  dataDir,
}) => {
  await demo()
  prefer(dataDir, { language: 'de', formatLocale: DEFAULT_LOCALE.de })
  const wire = new Wire()
  await wire.watch(page)
  const { origin } = await open()
  const shots = partsOfShots()
    .flatMap((part) => part.shots)
    .filter(
      ({ act, before, ground }) =>
        act === undefined && before === undefined && ground === undefined,
    )
  const found: string[] = []
  const failed = await walk(page, wire, origin, shots, async ({ name }, { settle }) => {
    for (const size of SMALL) {
      await page.setViewportSize(size)
      await settle()
      const looks = await looksOf(page)
      for (const one of looks.found)
        if (!one.startsWith('cut')) found.push(`${name} ${size.width} ${one}`)
    }
    await page.setViewportSize(SIZES[0])
  })
  expect([...failed, ...found]).toEqual([])
})
