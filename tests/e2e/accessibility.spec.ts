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
const THEMES = { en: ['light', 'dark'], tr: ['dark'], de: ['light'] } as const

for (const language of chosen('LANGUAGES', ['en', 'tr', 'de'] as const))
  for (const { title, ground, shots } of partsOfShots())
    test(`ux 13: no screen has an accessibility finding in ${language}, ${THEMES[language].join(' and ')}: ${title}`, async ({
      page,
      context,
      demo,
      prepare,
      open,
      dataDir,
    }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      await lay(ground, { demo, prepare })
      prefer(dataDir, { language, formatLocale: DEFAULT_LOCALE[language], theme: 'system' })
      await page.emulateMedia({ reducedMotion: 'reduce' })
      const wire = new Wire()
      await wire.watch(page)
      const { origin } = await open()
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      const found: string[] = []
      const failed = await walk(page, wire, origin, shots, async ({ name }) => {
        for (const colorScheme of THEMES[language]) {
          await page.emulateMedia({ colorScheme })
          const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
          // The second theme differs in colours alone.
          if (colorScheme === 'dark' && language === 'en') axe.withRules(['color-contrast'])
          const { violations } = await axe.analyze()
          for (const one of violations)
            found.push(`${name} ${colorScheme} ${one.id}: ${one.nodes[0]?.html}`)
        }
      })
      expect([...failed, ...found]).toEqual([])
    })
