/** axe on every screen, dialog and state of shots/: no finding, light and dark, in three languages. */
import AxeBuilder from '@axe-core/playwright'
import { DEFAULT_LOCALE } from '../../shared/i18n/formatters.ts'
import { DEMO_NOON, expect, prefer, test } from './fixtures.ts'
import { lay } from './shots/ground.ts'
import { chosen, partsOfShots } from './shots/index.ts'
import { walk } from './shots/walk.ts'
import { Wire } from './shots/wire.ts'

test.use({ at: DEMO_NOON, actionTimeout: 15_000 })
// Every screen, one after the other.
test.setTimeout(600_000)

/** Both themes in one language and each in another: colours do not change with the words. */
const ALL = { en: ['light', 'dark'], tr: ['dark'], de: ['light'] } as const
/** A menu over the page belongs to no landmark, and needs none: it is left by Esc. */
const FLOATS = /^<div data-portal="true"/

type Theme = 'light' | 'dark'

function looksAt(
  language: keyof typeof ALL,
  title: string,
  tag: readonly string[],
  themesOf: (n: number) => readonly Theme[],
) {
  for (const part of partsOfShots())
    test(`ux 13: no screen has an accessibility finding in ${language}, ${title}: ${part.title}`, {
      tag: [...tag],
    }, async ({ page, context, demo, prepare, open, dataDir }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      await lay(part.ground, { demo, prepare })
      prefer(dataDir, { language, formatLocale: DEFAULT_LOCALE[language], theme: 'system' })
      await page.emulateMedia({ reducedMotion: 'reduce' })
      const wire = new Wire()
      await wire.watch(page)
      const { origin } = await open()
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      const found: string[] = []
      const failed = await walk(page, wire, origin, part.shots, async (shot) => {
        const themes = themesOf(part.shots.indexOf(shot))
        for (const colorScheme of themes) {
          await page.emulateMedia({ colorScheme })
          const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
          // The second theme differs in colours alone.
          if (themes.indexOf(colorScheme) > 0) axe.withRules(['color-contrast'])
          const { violations } = await axe.analyze()
          for (const { id, nodes } of violations)
            for (const { html } of nodes)
              if (id !== 'region' || !FLOATS.test(html))
                found.push(`${shot.name} ${colorScheme} ${id}: ${html}`)
        }
      })
      expect([...failed, ...found]).toEqual([])
    })
}

// Every other state, the themes by turns; `npm run looks` takes each in every language and theme.
looksAt('tr', 'light and dark by turns', [], (n) =>
  n % 2 === 1 ? [] : [n % 4 === 0 ? 'light' : 'dark'],
)
for (const language of chosen('LANGUAGES', ['en', 'tr', 'de'] as const))
  looksAt(language, ALL[language].join(' and '), ['@looks'], () => ALL[language])
