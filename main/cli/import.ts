/** `saldo import KIND FILE` and `saldo import undo BATCH`. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { parseDateOrder } from '../../shared/domain/tabular/dates.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { readMap } from './column-map.ts'
import { exitCode, money, print, printTable, Usage } from './output.ts'
import { refusalText } from './sentences.ts'
import { common, type CommonOptions, withCompany } from './session.ts'

const KINDS = ['customers', 'documents', 'receipts', 'open-items', 'rates'] as const
type Kind = (typeof KINDS)[number]

interface ImportOptions extends CommonOptions {
  readonly map?: string
  readonly sheet?: string
  readonly encoding?: string
  readonly decimal?: ',' | '.'
  readonly dates?: string
  readonly createCustomers: boolean
  readonly partial: boolean
  readonly dryRun: boolean
}

export function addImportCommands(program: Command): void {
  const parent = program
    .command('import')
    .description('bring in customers, documents, receipts, open items, rates')
  for (const kind of KINDS) runImportCommand(parent.command(kind), kind)
  common(parent.command('undo').description('take a batch back as if it had never happened'))
    .argument('<batch>')
    .action(async (batchId: string, options: CommonOptions) => {
      if (!/^[0-9a-f-]{36}$/.test(batchId)) throw new Refusal('batch.unknown', { batch: batchId })
      const done = await withCompany(options, (client) => client.imports.undo({ batchId }))
      if (options.json)
        print({
          batch: done.batchId,
          reversed: done.reversed,
          customersArchived: done.customersArchived,
          customersRestored: done.customersRestored,
        })
      else
        process.stdout.write(
          `undone: ${done.reversed} documents, ${done.customersArchived} new and ${done.customersRestored} changed customers\n`,
        )
    })
}

export function runImportCommand(command: Command, kind: Kind): void {
  common(command.description(`import ${kind}`))
    .argument('<file>')
    .option('--map <file>', 'column map as JSON')
    .option('--sheet <name>')
    .option('--encoding <name>')
    .addOption(new Option('--decimal <mark>').choices([',', '.']))
    .option('--dates <order>', 'D.M.Y, M/D/Y or Y-M-D')
    .option('--create-customers', 'open the accounts that are missing', false)
    .option('--partial', 'take the good rows, write the others to FILE.rejected.xlsx', false)
    .option('--dry-run', 'check only', false)
    .action((file: string, options: ImportOptions) => runImport(kind, file, options))
}

async function runImport(kind: Kind, file: string, options: ImportOptions): Promise<void> {
  if (options.dates !== undefined && parseDateOrder(options.dates) === null)
    throw new Usage(`${options.dates} is no order of day, month and year.`, 'option.invalid', {
      value: options.dates,
    })
  const map = options.map === undefined ? undefined : readMap(options.map)
  const path = resolve(file)
  if (!existsSync(path)) throw new Refusal('file.not_found', { file })
  const result = await withCompany(options, (client) =>
    client.imports.file({
      source: { path },
      options: {
        kind,
        createCustomers: options.createCustomers,
        ...(map === undefined ? {} : { map }),
        ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
        ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
        ...(options.decimal === undefined ? {} : { decimal: options.decimal }),
        ...(options.dates === undefined ? {} : { dates: options.dates }),
      },
      partial: options.partial,
      dryRun: options.dryRun,
      rejectsTo: `${path}.rejected.xlsx`,
    }),
  )
  if (result.rejected > 0 || result.problems.length > 0) exitCode.value = 1
  const said = (problem: (typeof result.problems)[number]) => ({
    row: problem.row,
    column: problem.column,
    code: problem.code,
    value: problem.value,
    message: refusalText(problem.code, { ...problem.params, value: problem.value }, options.lang),
  })
  const totals = Object.fromEntries(
    Object.entries(result.totals).map(([currency, { debitMinor, creditMinor }]) => [
      currency,
      { debit: money(debitMinor, currency), credit: money(creditMinor, currency) },
    ]),
  )
  if (options.json) {
    print({
      batch: result.batchId,
      detected: result.detected,
      rows: result.rows,
      imported: result.imported,
      unchanged: result.unchanged,
      rejected: result.rejected,
      problems: result.problems.map(said),
      totals,
      warnings: result.warnings.map(said),
      rejectsFile: result.rejectsFile,
      dryRun: result.dryRun,
    })
    return
  }
  process.stdout.write(
    `${result.rows} rows: ${result.imported} imported, ${result.unchanged} unchanged, ${result.rejected} rejected\n`,
  )
  for (const [currency, total] of Object.entries(totals))
    process.stdout.write(`${currency}: debit ${total.debit}, credit ${total.credit}\n`)
  if (result.problems.length > 0)
    printTable(
      ['row', 'column', 'code', 'what to do'],
      result.problems
        .slice(0, 200)
        .map(said)
        .map((one) => [String(one.row ?? ''), one.column, one.code, one.message]),
      [0],
    )
  if (result.rejectsFile) process.stdout.write(`rejected rows: ${result.rejectsFile}\n`)
}
