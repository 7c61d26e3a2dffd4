/** What stands on an account: statement, statements, open-items. */
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Statement } from '../../shared/contract/reports.ts'
import { figuresJson, outputs } from './figures.ts'
import {
  choiceOption,
  currencyOption,
  dayOption,
  exitCode,
  momentOption,
  money,
  print,
  printTable,
} from './output.ts'
import { codesIn, common, type CommonOptions, withCompany } from './session.ts'

interface StatementOptions extends CommonOptions {
  readonly customer: string
  readonly from?: string
  readonly to?: string
  readonly kind: 'activity' | 'open' | 'running'
  readonly currency?: string
  readonly group: boolean
  readonly pdf?: string
  readonly xlsx?: string
  readonly csv?: string
}

export function addAccountCommands(program: Command): void {
  common(program.command('statement').description("a customer's statement"))
    .requiredOption('--customer <code>')
    .option('--from <day>', 'first day', dayOption)
    .option('--to <day>', 'last day', dayOption)
    .option(
      '--kind <kind>',
      'activity, open or running',
      choiceOption(['activity', 'open', 'running'] as const),
      'activity',
    )
    .option('--currency <code>', 'one currency', currencyOption)
    .option('--group', 'with everything below it', false)
    .option('--pdf <file>')
    .option('--xlsx <file>')
    .option('--csv <file>')
    .action(statementCommand)

  common(program.command('statements').description('statements of many customers'))
    .requiredOption('--out <dir>')
    .option('--from <day>', 'first day', dayOption)
    .option('--to <day>', 'last day', dayOption)
    .option(
      '--kind <kind>',
      'activity, open or running',
      choiceOption(['activity', 'open', 'running'] as const),
      'activity',
    )
    .option(
      '--format <format>',
      'pdf, xlsx, both or csv',
      choiceOption(['pdf', 'xlsx', 'both', 'csv'] as const),
      'xlsx',
    )
    .option('--joined', 'one file for all', false)
    .option('--names <template>', 'file names of {code}, {name}, {until}', '{code}')
    .option('--customers <file>', 'codes, one per line')
    .option('--segment <name>')
    .option('--all', 'everybody', false)
    .action(statementsCommand)

  common(program.command('open-items').description('what is open, one line per installment'))
    .option('--customer <code>')
    .option('--as-of <day>', 'day', dayOption)
    .option('--known-at <moment>', 'second clock', momentOption)
    .action(
      async (options: CommonOptions & { customer?: string; asOf?: string; knownAt?: string }) => {
        const { items } = await withCompany(options, (client) =>
          client.documents.openItems({
            ...(options.customer === undefined ? {} : { customerCode: options.customer }),
            ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
            ...(options.knownAt === undefined ? {} : { knownAt: options.knownAt }),
          }),
        )
        const rows = items.map((item) => ({
          customer: item.customer,
          currency: item.currency,
          documentNo: item.documentNo,
          type: item.kind,
          date: item.date,
          dueDate: item.dueDate,
          installment: item.installment,
          original: money(item.originalMinor, item.currency),
          open: money(item.openMinor, item.currency),
        }))
        if (options.json) print(rows)
        else
          printTable(
            ['customer', 'currency', 'document', 'type', 'date', 'due', 'open'],
            rows.map((row) => [
              row.customer,
              row.currency,
              row.documentNo,
              row.type,
              row.date,
              row.dueDate,
              row.open,
            ]),
            [6],
          )
      },
    )
}

interface StatementsOptions extends CommonOptions {
  readonly out: string
  readonly from?: string
  readonly to?: string
  readonly kind: 'activity' | 'open' | 'running'
  readonly format: 'pdf' | 'xlsx' | 'both' | 'csv'
  readonly joined: boolean
  readonly names: string
  readonly customers?: string
  readonly segment?: string
}

async function statementsCommand(options: StatementsOptions): Promise<void> {
  const done = await withCompany(options, (client) =>
    client.reports.exportStatements({
      to: resolve(options.out),
      order: {
        kind: options.kind,
        format: options.format,
        joined: options.joined,
        names: options.names,
        withEmpty: true,
        ...(options.lang === undefined ? {} : { language: options.lang }),
        ...(options.from === undefined ? {} : { from: options.from }),
        ...(options.to === undefined ? {} : { until: options.to }),
        ...(options.segment === undefined ? {} : { segment: options.segment }),
        ...(options.customers === undefined ? {} : { customers: codesIn(options.customers) }),
      },
    }),
  )
  if (done.failures.length > 0) exitCode.value = 1
  if (options.json) return print(done)
  process.stdout.write(`${done.files} files in ${options.out}\n`)
  for (const { customer, code } of done.failures) process.stdout.write(`${customer}: ${code}\n`)
}

async function statementCommand(options: StatementOptions): Promise<void> {
  const input = {
    customerCode: options.customer,
    kind: options.kind,
    group: options.group,
    ...(options.from === undefined ? {} : { from: options.from }),
    ...(options.to === undefined ? {} : { to: options.to }),
    ...(options.currency === undefined ? {} : { currency: options.currency }),
  }
  const files = outputs(options)
  const statements = await withCompany(options, async (client) => {
    for (const { format, to } of files)
      await client.reports.exportStatement({
        statement: input,
        format,
        to,
        ...(options.lang === undefined ? {} : { language: options.lang }),
      })
    return files.length > 0 && !options.json
      ? null
      : (await client.reports.statement(input)).statements
  })
  if (statements === null) {
    for (const { to } of files) process.stdout.write(`${to}\n`)
    return
  }
  const [first] = statements
  if (options.json)
    return print(
      statements.length === 1 && first
        ? statementJson(first)
        : {
            customer: first?.customer,
            name: first?.name,
            from: first?.from,
            to: first?.to,
            statements: statements.map(statementJson),
          },
    )
  for (const statement of statements) {
    const { currency } = statement
    process.stdout.write(
      `${statement.customer} ${statement.name}  ${statement.from} - ${statement.to}  ${currency}\nopening ${money(statement.openingMinor, currency)}\n`,
    )
    printTable(
      ['date', 'document', 'type', 'due', 'debit', 'credit', 'balance'],
      statement.lines.map((line) => [
        line.date,
        line.documentNo,
        line.kind,
        line.dueDate ?? '',
        money(line.debitMinor, currency),
        money(line.creditMinor, currency),
        money(line.balanceMinor, currency),
      ]),
      [4, 5, 6],
    )
    process.stdout.write(`closing ${money(statement.closingMinor, currency)}\n`)
  }
}

function statementJson(statement: Statement): Record<string, unknown> {
  const { currency } = statement
  const { aging } = statement
  return {
    customer: statement.customer,
    name: statement.name,
    from: statement.from,
    to: statement.to,
    kind: statement.kind,
    currency,
    opening: money(statement.openingMinor, currency),
    lines: statement.lines.map((line) => ({
      date: line.date,
      dueDate: line.dueDate,
      type: line.kind,
      documentNo: line.documentNo,
      description: line.description,
      debit: money(line.debitMinor, currency),
      credit: money(line.creditMinor, currency),
      balance: money(line.balanceMinor, currency),
      open: money(line.openMinor, currency),
      customer: line.customer,
      documentDate: line.documentDate,
      reversed: line.reversed,
      ...(statement.kind === 'activity'
        ? {
            allocations: line.allocations.map((one) => ({
              documentNo: one.documentNo,
              amount: money(one.amountMinor, currency),
              date: one.on,
            })),
          }
        : {}),
    })),
    closing: money(statement.closingMinor, currency),
    aging: figuresJson(aging.buckets, { ...aging, currency }),
  }
}
