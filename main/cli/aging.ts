/** `saldo aging`: what is open by age, as of any day and as known at any moment. */
import type { Command } from 'commander'
import type { z } from 'zod'
import type { agingReport } from '../../shared/contract/reports.ts'
import { figuresJson, outputs } from './figures.ts'
import {
  bucketsOption,
  choiceOption,
  currencyOption,
  dayOption,
  momentOption,
  money,
  print,
  printTable,
} from './output.ts'
import { common, type CommonOptions, type SaldoClient, withCompany } from './session.ts'

type Report = z.output<typeof agingReport>

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
  readonly pdf?: string
  readonly byDocument: boolean
  readonly xlsx?: string
  readonly csv?: string
}

export function addAgingCommand(program: Command): void {
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
    .option('--pdf <file>')
    .option('--by-document', 'in the PDF, each open document below its customer', false)
    .option('--xlsx <file>')
    .option('--csv <file>')
    .action(agingCommand)
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
        byDocument: options.byDocument,
        ...(options.lang === undefined ? {} : { language: options.lang }),
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
