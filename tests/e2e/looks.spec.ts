/**
 * Every screen, dialog and state of shots/, each visited once: nothing cut, nothing outside of the
 * window, no finding of axe; three languages, two themes, two sizes.
 */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
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
const FOREIGN_TEXT =
  /^(?:compare|import|roundtrip|welcome-new|csv-choice|bank-columns|bank-roundtrip)/
/** A menu over the page belongs to no landmark, and needs none: it is left by Esc. */
const FLOATS = /^<div data-portal="true"/

type Language = 'en' | 'tr' | 'de'
type Theme = 'light' | 'dark'

/** What is taken of one state. */
interface Take {
  readonly themes: readonly Theme[]
  /** The first is the size in which the state came about. */
  readonly sizes: readonly (typeof SIZES)[number][]
}

const WHOLE: Take = { themes: ['light', 'dark'], sizes: SIZES }

test.use({ at: DEMO_NOON, viewport: SIZES[0], actionTimeout: 15_000 })
// Every screen, one after the other.
test.setTimeout(600_000)

function looksAt(
  language: Language,
  how: string,
  tag: readonly string[],
  takeOf: (n: number) => Take,
) {
  for (const { title, ground, shots } of partsOfShots())
    test(`ux 13 1.7: no text is cut, no finding of axe, ${how}: ${title} in ${language}`, {
      tag: [...tag],
    }, async ({ page, context, demo, prepare, open, dataDir }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      await lay(ground, { demo, prepare })
      prefer(dataDir, { language, formatLocale: DEFAULT_LOCALE[language], theme: 'system' })
      await page.emulateMedia({ reducedMotion: 'reduce' })
      const wire = new Wire()
      await wire.watch(page)
      const { origin } = await open()
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      const found: string[] = []
      const failed = await walk(page, wire, origin, shots, async (shot, { settle }) => {
        const { name } = shot
        const { themes, sizes } = takeOf(shots.indexOf(shot))
        for (const one of await axeFindings(page, themes)) found.push(`${name} ${one}`)
        for (const size of sizes) {
          if (size !== SIZES[0]) {
            await page.setViewportSize(size)
            await settle()
          }
          const looks = await looksOf(page)
          const words = FOREIGN_TEXT.test(name) ? [] : wrongWords(language, looks.texts)
          for (const one of [...looks.found, ...words]) found.push(`${name} ${size.width} ${one}`)
        }
        if (sizes.length > 1) await page.setViewportSize(SIZES[0])
      })
      expect([...failed, ...found]).toEqual([])
    })
}

async function axeFindings(page: Page, themes: readonly Theme[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme })
    const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
    // The second theme differs in colours alone.
    if (themes.indexOf(colorScheme) > 0) axe.withRules(['color-contrast'])
    const { violations } = await axe.analyze()
    for (const { id, nodes } of violations)
      for (const { html } of nodes)
        if (id !== 'region' || !FLOATS.test(html)) found.push(`${colorScheme} ${id}: ${html}`)
  }
  return found
}

// In German, which has the longest words; axe, the themes and the wide window by turns.
const TURNS: readonly Take[] = [
  { themes: ['light'], sizes: [SIZES[0]] },
  { themes: [], sizes: SIZES },
  { themes: ['dark'], sizes: [SIZES[0]] },
  { themes: [], sizes: [SIZES[0]] },
]
looksAt('de', 'axe by turns', [], (n) => TURNS[n % TURNS.length] ?? WHOLE)
// `npm run looks` takes each state in every language.
for (const language of chosen('LANGUAGES', ['de', 'tr', 'en'] as const))
  looksAt(language, 'both themes', ['@looks'], () => WHOLE)

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
