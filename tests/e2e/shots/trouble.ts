/** Loading, error, old rows, no line: by a wire that holds answers back, refuses them or is cut. */
import type { Shot } from './shot.ts'

/** What a list shows while nothing came yet, when nothing came at all, and when the line is gone. */
export const TROUBLE: readonly Shot[] = [
  ...(
    [
      ['home', '/', 'today.work'],
      ['customers', '/customers', 'customers.list'],
      ['customer', '/customer/120.01.0077', 'customers.get'],
      ['statement', '/statement?customer=120.01.0077&preset=all', 'reports.statement'],
      ['aging', '/aging', 'reports.aging'],
      ['risk', '/risk', 'risk.list'],
      ['ledger', '/ledger', 'ledger.block'],
      ['periods', '/periods', 'periods.list'],
      ['imports', '/imports', 'imports.batches'],
    ] as const
  ).flatMap(([name, path, question]): readonly Shot[] => [
    {
      name: `${name}-loading`,
      path,
      fresh: true,
      before: (wire) => wire.hold(question),
      act: ({ page }) => page.waitForTimeout(200),
    },
    { name: `${name}-error`, path, fresh: true, before: (wire) => wire.refuse(question) },
  ]),
  {
    name: 'customers-stale',
    path: '/customers',
    act: async ({ page, wire }) => {
      wire.refuse('customers.list')
      wire.stir()
      await page
        .getByRole('status')
        .filter({ has: page.getByRole('button') })
        .waitFor()
    },
  },
  {
    name: 'offline',
    path: '/customers',
    before: () => undefined,
    act: async ({ page, wire }) => {
      wire.cut()
      await page.waitForTimeout(300)
    },
  },
]
