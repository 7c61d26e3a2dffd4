/** `customers` (lines) and `customer CODE`. */
import type { Command } from 'commander'
import { dayOption, money, print, printLines, printTable } from './output.ts'
import { common, type CommonOptions, withCompany } from './session.ts'

export function addCustomerCommands(program: Command): void {
  common(program.command('customers').description('all accounts, one line each'))
    .option('--search <text>')
    .option('--segment <name>')
    .option('--as-of <day>', 'day', dayOption)
    .action(
      async (options: CommonOptions & { search?: string; segment?: string; asOf?: string }) => {
        const { rows } = await withCompany(options, (client) =>
          client.customers.list({
            ...(options.search === undefined ? {} : { search: options.search }),
            ...(options.segment === undefined ? {} : { segment: options.segment }),
            ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
          }),
        )
        const lines = rows.map((row) => ({
          customer: row.code,
          name: row.name,
          parent: row.parentCode,
          currency: row.currency,
          city: row.city,
          segment: row.segment,
          terms: row.terms,
          tags: row.tags,
          balance: money(row.balanceMinor, row.currency),
          overdue: money(row.overdueMinor, row.currency),
          notDue: money(row.notDueMinor, row.currency),
          unapplied: money(row.unappliedMinor, row.currency),
          creditNotes: money(row.creditNotesMinor, row.currency),
          creditLimit:
            row.creditLimitMinor === null ? null : money(row.creditLimitMinor, row.currency),
          oldestDue: row.oldestDue,
          lastReceiptOn: row.lastReceiptOn,
        }))
        if (options.json) return printLines(lines)
        printTable(
          ['code', 'account', 'currency', 'balance', 'overdue'],
          lines.map((row) => [row.customer, row.name, row.currency, row.balance, row.overdue]),
          [3, 4],
        )
      },
    )

  common(program.command('customer').description('one account: card, hierarchy, totals'))
    .argument('<code>')
    .option('--as-of <day>', 'day', dayOption)
    .option('--group', 'with everything below it', false)
    .action(async (code: string, options: CommonOptions & { asOf?: string; group: boolean }) => {
      const found = await withCompany(options, (client) =>
        client.customers.get({
          code,
          group: options.group,
          ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
        }),
      )
      const { card } = found
      const figures = found.figures.map((one) => ({
        currency: one.currency,
        debit: money(one.debitMinor, one.currency),
        credit: money(one.creditMinor, one.currency),
        balance: money(one.balanceMinor, one.currency),
        receivable: money(one.receivableMinor, one.currency),
        payable: money(one.payableMinor, one.currency),
        overdue: money(one.overdueMinor, one.currency),
        notDue: money(one.notDueMinor, one.currency),
        unapplied: money(one.unappliedMinor, one.currency),
        creditNotes: money(one.creditNotesMinor, one.currency),
        disputed: money(one.disputedMinor, one.currency),
        openItems: one.openItems,
      }))
      if (options.json) {
        const { creditLimitMinor, code: customer, ...rest } = card
        return print({
          customer,
          asOf: found.asOf,
          ...rest,
          creditLimit:
            creditLimitMinor === null
              ? null
              : money(creditLimitMinor, card.currency ?? found.figures[0]?.currency ?? 'TRY'),
          hierarchy: {
            ancestors: found.ancestors,
            children: found.children.map((child) => ({
              customer: child.code,
              name: child.name,
              balances: child.figures.map((one) => ({
                currency: one.currency,
                balance: money(one.balanceMinor, one.currency),
              })),
            })),
          },
          totals: figures,
          lastReceipt:
            found.lastReceiptOn === null ||
            found.lastReceiptMinor === null ||
            found.lastReceiptCurrency === null
              ? null
              : {
                  date: found.lastReceiptOn,
                  amount: money(found.lastReceiptMinor, found.lastReceiptCurrency),
                  currency: found.lastReceiptCurrency,
                },
        })
      }
      process.stdout.write(`${card.code}  ${card.name}\n`)
      printTable(
        ['currency', 'debit', 'credit', 'balance', 'overdue', 'unapplied'],
        figures.map((one) => [
          one.currency,
          one.debit,
          one.credit,
          one.balance,
          one.overdue,
          one.unapplied,
        ]),
        [1, 2, 3, 4, 5],
      )
    })
}
