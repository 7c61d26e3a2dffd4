/** axe on every screen: no finding, light and dark, in three languages (ux.md section 13). */
import AxeBuilder from '@axe-core/playwright'
import { DEFAULT_LOCALE } from '../../shared/i18n/formatters.ts'
import { DEMO_NOON, expect, prefer, test } from './fixtures.ts'
import { visit } from './screen.ts'

test.use({ at: DEMO_NOON })
// Every screen, one after the other.
test.setTimeout(420_000)

/** What a screen shows, and keys that bring it into a further state. */
const SCREENS: readonly { readonly path: string; readonly keys?: readonly string[] }[] = [
  { path: '/customers?focus=120.01.0077' },
  { path: '/customers', keys: ['e'] },
  { path: '/' },
  { path: '/', keys: ['g', 'b'] },
  { path: '/risk' },
  { path: '/risk?list=unapplied' },
  { path: '/help' },
  { path: '/customer/120.01.0077' },
  { path: '/customer/120.01.0077?tab=payments' },
  { path: '/aging', keys: ['t'] },
  { path: '/customer/120.01.0042?group=true', keys: ['F2'] },
  { path: '/customer/120.01.0077?tab=items' },
  { path: '/new-customer' },
  { path: '/statement?customer=120.01.0077&preset=all&filter=inv' },
  { path: '/aging?asOf=2026-09-30&cell=TRY%20bucket.61-90%20120.01.0077' },
  { path: '/new/receipt?customer=120.01.0077' },
  { path: '/imports' },
  { path: '/periods' },
  { path: '/periods?part=rates' },
  { path: '/settings' },
  { path: '/customers', keys: ['Control+k'] },
  { path: '/aging', keys: ['?'] },
]

/** Both themes in one language and each in another: colours do not change with the words. */
const THEMES = { en: ['light', 'dark'], tr: ['dark'], de: ['light'] } as const

for (const language of ['en', 'tr', 'de'] as const) {
  test(`no screen has an accessibility finding in ${language}, ${THEMES[language].join(' and ')}`, async ({
    page,
    demo,
    open,
    dataDir,
  }) => {
    await demo()
    prefer(dataDir, { language, formatLocale: DEFAULT_LOCALE[language], theme: 'system' })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const host = await open()
    await expect(page.getByRole('main')).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    const found: string[] = []
    for (const { path, keys = [] } of SCREENS) {
      await visit(page, host, path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await page.waitForLoadState('networkidle')
      await page.waitForTimeout(120)
      for (const key of keys) await page.keyboard.press(key)
      for (const colorScheme of THEMES[language]) {
        await page.emulateMedia({ colorScheme })
        const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
        // The second theme differs in colours alone.
        if (colorScheme === 'dark' && language === 'en') axe.withRules(['color-contrast'])
        const { violations } = await axe.analyze()
        for (const one of violations)
          found.push(`${path} ${colorScheme} ${one.id}: ${one.nodes[0]?.html}`)
      }
      await page.keyboard.press('Escape')
    }
    expect(found).toEqual([])
  })
}
