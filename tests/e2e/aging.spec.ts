/** The aging in a real Chromium: cells that open, keys, and the second clock. */
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { cell, focusedCell, grid } from './screen.ts'

test.use({ at: DEMO_NOON })

test('M43 M50: on 30 Sep the cell 61–90 of Deniz opens INV-101 over 12,000.00', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/aging?asOf=2026-09-30')
  const aging = grid(page, 'Aging')
  for (const [column, figure] of [
    ['bucket.not_due', '5,000.00'],
    ['bucket.1-30', '8,000.00'],
    ['bucket.31-60', ''],
    ['bucket.61-90', '12,000.00'],
    ['total', '25,000.00'],
  ] as const)
    await expect(cell(aging, 'Deniz Ticaret', column)).toHaveText(figure)

  await cell(aging, 'Deniz Ticaret', 'bucket.61-90').click()
  await page.keyboard.press('Enter')

  const items = grid(page, 'Open items')
  await expect(items.locator('[row-index="0"]')).toContainText('INV-101')
  await expect(cell(items, 'INV-101', 'open')).toHaveText('12,000.00')
  await expect(items.locator('[row-index="1"]')).toHaveCount(0)
})

test('M43: Enter goes on to the document, Alt+Left comes back to the cell, Esc closes it', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/aging?asOf=2026-09-30')
  await cell(grid(page, 'Aging'), 'Deniz Ticaret', 'bucket.61-90').click()
  await page.keyboard.press('Enter')
  const items = grid(page, 'Open items')
  await expect.poll(() => focusedCell(page).then((at) => at.column)).toBe('document')

  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Statement')
  await expect(page.getByRole('heading', { level: 2, name: 'INV-101' })).toBeVisible()

  await page.keyboard.press('Alt+ArrowLeft')
  await expect(cell(items, 'INV-101', 'open')).toHaveText('12,000.00')
  await expect.poll(() => focusedCell(page).then((at) => at.column)).toBe('document')

  await page.keyboard.press('Escape')
  await expect(items).toHaveCount(0)
  await expect.poll(() => focusedCell(page).then((at) => at.column)).toBe('bucket.61-90')
})

test('M43: a report that comes back sorted comes back to the row that had the focus', async ({
  page,
  demo,
  open,
}) => {
  await demo(undefined, { customers: 1_240, documents: 3_000 })
  const { origin } = await open()
  const names = (at: string) => page.locator(`.ag-row${at} [col-id="name"]`)
  let chosen = ''
  for (const [round, query] of ['', '?by=document', '', '?by=document', ''].entries()) {
    await page.goto(`${origin}/#/help`)
    await page.goto(`${origin}/#/aging${query}`)
    await expect(names('[row-index="6"]')).toBeVisible()
    if (round === 0) {
      // Its place by what is overdue is not the one in which the rows arrive, by code.
      await names('[row-index="6"]').click()
      chosen = await names('[row-index="6"]').innerText()
    }
    await expect(names(':has(.ag-cell-focus)')).toHaveText(chosen)
  }
})

test('M50: D takes another day, B goes to the bars, a bar leaves only its accounts', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/aging')
  await expect(page.getByText('as of 31/10/2026')).toBeVisible()
  await page.keyboard.press('d')
  await page.keyboard.type('30092026')
  await page.keyboard.press('Tab')
  await expect(page.getByText('as of 30/09/2026')).toBeVisible()

  await page.getByRole('heading', { level: 1 }).focus()
  await page.keyboard.press('b')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/bucket=not_due/)
  await expect(cell(grid(page, 'Aging'), 'Deniz Ticaret', 'bucket.not_due')).toHaveText('5,000.00')
  await expect(grid(page, 'Aging').getByText('Yıldız Yapı Ankara')).toBeVisible()
})

test('L2: the columns of every account add up to its balance, credits among them', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/aging')
  const rows = grid(page, 'Aging').locator('[role=row][row-id]')
  await expect(rows.first()).toBeVisible()
  const figures = await rows.evaluateAll((shown) =>
    shown.map((row) => {
      const cents = (id: string) =>
        Number(
          (row.querySelector(`[col-id="${id}"]`)?.textContent ?? '')
            .replace(/[,.]/g, '')
            .replace('−', '-'),
        )
      const columns = [...row.querySelectorAll('[col-id^="bucket."]')].map((one) =>
        cents(one.getAttribute('col-id') ?? ''),
      )
      return { sum: columns.reduce((a, b) => a + b, cents('credits')), total: cents('total') }
    }),
  )
  expect(figures.length).toBeGreaterThan(10)
  for (const { sum, total } of figures) expect(sum).toBe(total)
})

test('N1 (part): asks what was known, and lists what was learned later', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/aging?asOf=2026-09-30&knownAt=2026-10-30&customer=120.01.0077')
  await expect(page.getByText('Nothing was known yet on 30/10/2026')).toBeVisible()
  await page.getByRole('button', { name: /learned since/ }).click()
  const learned = grid(page, 'Learned since')
  await expect(cell(learned, 'INV-101', 'amount')).toHaveText('12,000.00')
  await expect(cell(learned, 'INV-101', 'recorded')).toHaveText('31/10/2026 12:00')
  await page.getByRole('button', { name: 'Back to now' }).click()
  await expect(cell(grid(page, 'Aging'), 'Deniz Ticaret', 'total')).toHaveText('25,000.00')
})

test('every column of the aging is in view at 1440 in all languages', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/aging')
  for (const language of ['tr', 'en', 'de']) {
    await page.evaluate((chosen) => {
      const kept = JSON.parse(
        localStorage.getItem('saldo.preferences') ?? '{"state":{},"version":1}',
      )
      kept.state.language = chosen
      localStorage.setItem('saldo.preferences', JSON.stringify(kept))
    }, language)
    await page.reload()
    await expect(page.locator('[role=columnheader][col-id="credits"]')).toBeVisible()
    await expect
      .poll(() =>
        page
          .locator('[role=columnheader]')
          .evaluateAll(
            (heads) =>
              Math.max(...heads.map((head) => head.getBoundingClientRect().right)) <= innerWidth,
          ),
      )
      .toBe(true)
  }
})
