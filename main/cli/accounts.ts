/** Reports: statement, statements, aging, open-items. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import type { z } from 'zod'
import { isCurrency } from '../../shared/domain/currency.ts'
import type { agingReport, Statement } from '../../shared/contract/reports.ts'
import { languageOf } from './sentences.ts'
import {
  bucketsOption,
  choiceOption,
  dayOption,
  momentOption,
  money,
  print,
  printTable,
  Usage,
} from './output.ts'
import { common, type CommonOptions, type SaldoClient, withCompany } from './session.ts'

type Report = z.output<typeof agingReport>

interface StatementOptions extends CommonOptions {
  readonly customer: string
  readonly from?: string
  readonly to?: string
  readonly kind: 'activity' | 'open' | 'running'
  readonly currency?: string
  readonly group: boolean
  readonly xlsx?: string
  readonly csv?: string
}

interface AgingOptions extends CommonOptions {
  readonly asOf?: string
  readonly knownAt?: string
  readonly by: 'due' | 'document'
  readonly buckets?: number[]
  readonly currency?: string
  readonly inCompanyCurrency: boolean
  readonly rateOf?: string
  readonly group: boolean
  readonly customer?: string
  readonly excludeDisputed: boolean
  readonly all: boolean
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
    .option('--xlsx <file>')
    .option('--csv <file>')
    .action(statementCommand)

  common(program.command('statements').description('statements of many customers, one file each'))
    .requiredOption('--out <dir>')
    .option('--to <day>', 'last day', dayOption)
    .addOption(new Option('--format <format>').choices(['xlsx']).default('xlsx'))
    .option('--customers <file>', 'codes, one per line')
    .option('--segment <name>')
    .option('--all', 'everybody', false)
    .action(
      async (
        options: CommonOptions & { out: string; to?: string; customers?: string; segment?: string },
      ) => {
        const done = await withCompany(options, (client) =>
          client.reports.exportStatements({
            to: resolve(options.out),
            language: languageOf(options.lang),
            ...(options.to === undefined ? {} : { until: options.to }),
            ...(options.segment === undefined ? {} : { segment: options.segment }),
            ...(options.customers === undefined ? {} : { customers: codesIn(options.customers) }),
          }),
        )
        if (options.json) print({ files: done.files, customers: done.customers })
        else process.stdout.write(`${done.files} files in ${options.out}\n`)
      },
    )

  common(program.command('aging').description('aging of everybody, as of any day'))
    .option('--as-of <day>', 'day', dayOption)
    .option('--known-at <moment>', 'second clock', momentOption)
    .option('--by <basis>', 'due or document', choiceOption(['due', 'document'] as const), 'due')
    .option('--buckets <edges>', 'edges in days', bucketsOption)
    .option('--currency <code>', 'one currency', currencyOption)
    .option('--in-company-currency', 'at the rates booked with each document', false)
    .option('--rate-of <day>', "in company currency at that day's rates", dayOption)
    .option('--group', 'children folded into their root', false)
    .option('--customer <code>')
    .option('--exclude-disputed', 'without disputed amounts', false)
    .option('--all', 'rows of zeros too', false)
    .option('--xlsx <file>')
    .option('--csv <file>')
    .action(agingCommand)

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
        language: languageOf(options.lang),
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

async function agingCommand(options: AgingOptions): Promise<void> {
  const input = {
    by: options.by,
    inCompanyCurrency: options.inCompanyCurrency,
    group: options.group,
    excludeDisputed: options.excludeDisputed,
    all: options.all,
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    ...(options.knownAt === undefined ? {} : { knownAt: options.knownAt }),
    ...(options.buckets === undefined ? {} : { buckets: options.buckets }),
    ...(options.currency === undefined ? {} : { currency: options.currency }),
    ...(options.rateOf === undefined ? {} : { rateOf: options.rateOf }),
    ...(options.customer === undefined ? {} : { customerCode: options.customer }),
  }
  const files = outputs(options)
  const report = await withCompany(options, async (client: SaldoClient) => {
    for (const { format, to } of files)
      await client.reports.exportAging({
        report: input,
        format,
        to,
        language: languageOf(options.lang),
      })
    return files.length > 0 && !options.json ? null : client.reports.aging(input)
  })
  if (report === null) {
    for (const { to } of files) process.stdout.write(`${to}\n`)
    return
  }
  if (options.json) return print(agingJson(report))
  printTable(
    ['customer', 'account', 'currency', ...report.buckets, 'unapplied', 'credit notes', 'total'],
    report.rows.map((row) => [
      row.customer,
      row.name.slice(0, 32),
      row.currency,
      ...row.bucketMinors.map((minor) => money(minor, row.currency)),
      money(row.unappliedMinor, row.currency),
      money(row.creditNotesMinor, row.currency),
      money(row.totalMinor, row.currency),
    ]),
    report.buckets
      .map((_, i) => i + 3)
      .concat([report.buckets.length + 3, report.buckets.length + 4, report.buckets.length + 5]),
  )
}

function agingJson(report: Report): Record<string, unknown> {
  return {
    asOf: report.asOf,
    knownAt: report.knownAt,
    by: report.by,
    buckets: report.buckets,
    rows: report.rows.map((row) => ({
      customer: row.customer,
      name: row.name,
      ...figuresJson(report.buckets, row),
      oldestDue: row.oldestDue,
      weightedDaysLate: row.weightedDaysLate,
    })),
    totals: report.totals.map((total) => figuresJson(report.buckets, total)),
  }
}

function figuresJson(
  buckets: readonly string[],
  row: {
    currency: string
    bucketMinors: readonly number[]
    unappliedMinor: number
    creditNotesMinor: number
    totalMinor: number
    disputedMinor: number
  },
): Record<string, string> {
  return {
    currency: row.currency,
    ...Object.fromEntries(
      buckets.map((key, i) => [key, money(row.bucketMinors[i] ?? 0, row.currency)]),
    ),
    unapplied: money(row.unappliedMinor, row.currency),
    credit_notes: money(row.creditNotesMinor, row.currency),
    total: money(row.totalMinor, row.currency),
    disputed: money(row.disputedMinor, row.currency),
  }
}

function outputs(options: {
  xlsx?: string
  csv?: string
}): { format: 'xlsx' | 'csv'; to: string }[] {
  return [
    ...(options.xlsx === undefined ? [] : [{ format: 'xlsx' as const, to: resolve(options.xlsx) }]),
    ...(options.csv === undefined ? [] : [{ format: 'csv' as const, to: resolve(options.csv) }]),
  ]
}

function currencyOption(text: string): string {
  if (!isCurrency(text))
    throw new Usage(`${text} is no currency code.`, 'option.invalid', { value: text })
  return text
}

function codesIn(path: string): string[] {
  try {
    return readFileSync(path, 'utf8')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
  } catch {
    throw new Usage(`The list ${path} cannot be read.`, 'file.not_found', { file: path })
  }
}
