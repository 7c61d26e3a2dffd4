/** Ten customers of the demo on the real screen: the figures read there, in the books, and in the workbook saved there. */
import { DEFAULT_LOCALE, formattersFor } from '../../shared/i18n/formatters.ts'
import type { Statement } from '../../shared/contract/reports.ts'
import { openWorkbook } from '../support/recompute.ts'
import { expect, test } from './fixtures.ts'
import { fact, visit } from './screen.ts'

const english = formattersFor({
  language: 'en',
  formatLocale: DEFAULT_LOCALE.en,
  negative: 'minus',
})

test('M44 M178 (part): ten customers have the same totals on screen, in the books and in the workbook', async ({
  page,
  demo,
  open,
}) => {
  test.slow()
  const expected: Statement[] = []
  await demo(async (client) => {
    const { rows } = await client.reports.aging({})
    const codes = [...new Set(rows.map((row) => row.customer))].slice(0, 10)
    for (const customerCode of codes)
      expected.push(...(await client.reports.statement({ customerCode })).statements)
  })
  const host = await open()
  expect(new Set(expected.map(({ customer }) => customer)).size).toBe(10)

  for (const one of expected) {
    await visit(
      page,
      host,
      `/statement?customer=${one.customer}&currency=${one.currency}&from=${one.from}&to=${one.to}`,
    )
    const money = (minor: number) => english.money(minor, one.currency)
    await expect(page.locator('[data-customer-picker] input')).toHaveValue(new RegExp(one.customer))
    await expect(fact(page, 'Closing')).toHaveText(
      english.moneyWithCode(one.closingMinor, one.currency),
    )
    await expect(fact(page, 'Opening')).toHaveText(money(one.openingMinor))
    await expect(fact(page, 'Debit')).toHaveText(money(one.debitMinor))
    await expect(fact(page, 'Credit')).toHaveText(money(one.creditMinor))

    const download = page.waitForEvent('download')
    await page.keyboard.press('Control+e')
    const sheets = await openWorkbook(await (await download).path())
    const sheet = sheets.find(({ name }) => name === `${one.customer} ${one.currency}`)
    expect(sheet?.formulas.slice(0, 3).map(({ computed }) => computed)).toEqual(
      [one.debitMinor, one.creditMinor, one.closingMinor].map((minor) =>
        expect.closeTo(minor / 100, 6),
      ),
    )
  }
})
