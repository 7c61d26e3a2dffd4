/** `saldo reconcile statement FILE` and `saldo reconcile erp FILE` (cli.md, Reconciliation). */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import type { ComparedLine, ComparisonResult } from '../../shared/contract/reconcile.ts'
import { parseDateOrder } from '../../shared/domain/tabular/dates.ts'
import { problemLine } from '../../shared/i18n/sentences.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { readMap } from './column-map.ts'
import { currencyOption, dayOption, money, print, printTable, Usage } from './output.ts'
import { languageOf } from './sentences.ts'
import { common, type CommonOptions, type SaldoClient, withCompany } from './session.ts'

interface FileOptions extends CommonOptions {
  readonly map?: string
  readonly sheet?: string
  readonly encoding?: string
  readonly decimal?: ',' | '.'
  readonly dates?: string
}

interface StatementOptions extends FileOptions {
  readonly customer: string
  readonly from?: string
  readonly to?: string
  readonly currency?: string
  readonly view?: 'theirs' | 'ours'
  readonly pdf?: string
  readonly xlsx?: string
}

interface ErpOptions extends FileOptions {
  readonly asOf?: string
}

export function addReconcileCommands(program: Command): void {
  const parent = program.command('reconcile').description("the other side's books beside ours")
  readable(parent.command('statement').description("the other side's statement against ours"))
    .requiredOption('--customer <code>')
    .option('--from <day>', 'first day', dayOption)
    .option('--to <day>', 'last day', dayOption)
    .option('--map <file>', 'column map as JSON')
    .option('--currency <code>', 'one currency', currencyOption)
    .addOption(
      new Option('--view <whose>', 'whose debit it is: theirs, or already ours').choices([
        'theirs',
        'ours',
      ]),
    )
    .option('--pdf <file>', 'the result as a PDF')
    .option('--xlsx <file>', 'the result as a workbook')
    .action(statementCommand)
  readable(parent.command('erp').description("an ERP's balances or statements against ours"))
    .option('--as-of <day>', 'day', dayOption)
    .action(erpCommand)
}

function readable(command: Command): Command {
  return common(command)
    .argument('<file>')
    .option('--sheet <name>')
    .option('--encoding <name>')
    .addOption(new Option('--decimal <mark>').choices([',', '.']))
    .option('--dates <order>', 'D.M.Y, M/D/Y or Y-M-D')
}

function fileOptionsOf(options: FileOptions) {
  if (options.dates !== undefined && parseDateOrder(options.dates) === null)
    throw new Usage(`${options.dates} is no order of day, month and year.`, 'option.invalid', {
      value: options.dates,
    })
  return {
    ...(options.map === undefined ? {} : { map: readMap(options.map) }),
    ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
    ...(options.decimal === undefined ? {} : { decimal: options.decimal }),
    ...(options.dates === undefined ? {} : { dates: options.dates }),
  }
}

function pathOf(file: string): string {
  const path = resolve(file)
  if (!existsSync(path)) throw new Refusal('file.not_found', { file })
  return path
}

async function statementCommand(file: string, options: StatementOptions): Promise<void> {
  const input = {
    // What is pasted comes on standard input.
    source: file === '-' ? { text: readFileSync(0, 'utf8') } : { path: pathOf(file) },
    customerCode: options.customer,
    options: fileOptionsOf(options),
    ...(options.from === undefined ? {} : { from: options.from }),
    ...(options.to === undefined ? {} : { to: options.to }),
    ...(options.currency === undefined ? {} : { currency: options.currency }),
    ...(options.view === undefined ? {} : { view: options.view }),
  }
  const found = await withCompany(options, async (client) => {
    const comparison = await client.reconcile.statement(input)
    for (const format of ['pdf', 'xlsx'] as const) await writeTo(client, input, format, options)
    return comparison
  })
  if (options.json) return print(comparisonJson(found))
  printComparison(found, options.lang)
}

async function writeTo(
  client: SaldoClient,
  comparison: Parameters<SaldoClient['reconcile']['statement']>[0],
  format: 'pdf' | 'xlsx',
  options: StatementOptions,
): Promise<void> {
  const to = options[format]
  if (to === undefined) return
  await client.reconcile.exportStatement({
    comparison,
    format,
    to: resolve(to),
    ...(options.lang === undefined ? {} : { language: options.lang }),
  })
}

function comparisonJson(found: ComparisonResult): Record<string, unknown> {
  const { currency } = found
  const amount = (minor: number) => money(minor, currency)
  const ours = (at: readonly number[]) => at.flatMap((i) => found.oursLines[i] ?? [])
  const theirs = (at: readonly number[]) => at.flatMap((i) => found.theirsLines[i] ?? [])
  const itemJson = (i: number) => {
    const item = found.items[i]
    if (!item) return null
    const [own, other] = [ours(item.ours), theirs(item.theirs)]
    return {
      ours: own.map(({ documentNo }) => documentNo),
      theirs: other.map(({ row }) => row),
      date: (own[0] ?? other[0])?.date ?? null,
      amount: amount(item.minor),
      reason: item.reason,
      ...(item.see === null ? {} : { see: lineJson(item.see, currency) }),
      correction:
        item.correction.act === 'post'
          ? {
              act: 'post',
              type: item.correction.kind,
              amount: amount(item.correction.minor),
              date: item.correction.on,
              documentNo: item.correction.documentNo,
            }
          : item.correction,
    }
  }
  return {
    customer: found.customer,
    name: found.name,
    from: found.from,
    to: found.to,
    currency,
    ours: sideJson(found.ours, currency),
    theirs: sideJson(found.theirs, currency),
    difference: amount(found.differenceMinor),
    matched: found.matched.map((match) => ({
      ours: ours(match.ours).map(({ documentNo }) => documentNo),
      theirs: theirs(match.theirs).map(({ row }) => row),
      amount: amount(match.minor),
      kind: match.kind,
    })),
    onlyOurs: found.items
      .filter((item) => item.ours.length > 0 && item.theirs.length === 0)
      .flatMap((item) =>
        ours(item.ours).map((line) => ({ ...lineJson(line, currency), cause: item.cause })),
      ),
    onlyTheirs: found.items
      .filter((item) => item.theirs.length > 0 && item.ours.length === 0)
      .flatMap((item) =>
        theirs(item.theirs).map((line) => ({ ...lineJson(line, currency), cause: item.cause })),
      ),
    amountDiffers: found.items
      .filter((item) => item.ours.length > 0 && item.theirs.length > 0)
      .map((item) => ({
        ours: ours(item.ours).map(({ documentNo }) => documentNo),
        theirs: theirs(item.theirs).map(({ row }) => row),
        oursAmount: amount(sum(ours(item.ours))),
        theirsAmount: amount(sum(theirs(item.theirs))),
        difference: amount(item.minor),
        cause: item.cause,
      })),
    explanation: found.explanation.map(({ cause, minor, items }) => ({
      cause,
      amount: amount(minor),
      items: items.map(itemJson),
    })),
    unexplained: amount(found.unexplainedMinor),
    detected: {
      format: found.file.format,
      view: found.file.view,
      encoding: found.file.encoding,
      separator: found.file.separator,
      decimal: found.file.decimal,
      dates: found.file.dates,
      headerRow: found.file.headerRow,
      sheet: found.file.sheet,
      map: found.file.map,
      openingStated: !found.file.isOpeningAssumed,
      inCompanyCurrency: found.inCompanyCurrency,
    },
    warnings: found.warnings.map(({ row, column, code, value }) => ({ row, column, code, value })),
  }
}

function sideJson(
  side: { readonly openingMinor: number; readonly closingMinor: number },
  currency: string,
): Record<string, string> {
  return {
    opening: money(side.openingMinor, currency),
    closing: money(side.closingMinor, currency),
  }
}

function lineJson(line: ComparedLine, currency: string): Record<string, unknown> {
  return {
    ...(line.row === null ? {} : { row: line.row }),
    documentNo: line.documentNo,
    type: line.kind,
    date: line.date,
    text: line.text,
    amount: money(line.minor, currency),
  }
}

function sum(lines: readonly ComparedLine[]): number {
  return lines.reduce((total, { minor }) => total + minor, 0)
}

function printComparison(found: ComparisonResult, language: string | undefined): void {
  const { currency } = found
  const amount = (minor: number) => money(minor, currency)
  process.stdout.write(
    `${found.customer} ${found.name}  ${found.from} - ${found.to}  ${currency}\n` +
      `ours ${amount(found.ours.closingMinor)}, theirs ${amount(found.theirs.closingMinor)}, difference ${amount(found.differenceMinor)}; ${found.matched.length} matched\n`,
  )
  printTable(
    ['cause', 'ours', 'row', 'date', 'amount'],
    [
      ...found.items.map((item) => {
        const own = item.ours.flatMap((i) => found.oursLines[i] ?? [])
        const other = item.theirs.flatMap((i) => found.theirsLines[i] ?? [])
        return [
          item.cause,
          own.map(({ documentNo }) => documentNo).join(' '),
          other.map(({ row }) => String(row ?? '')).join(' '),
          (own[0] ?? other[0])?.date ?? '',
          amount(item.minor),
        ]
      }),
      ['unexplained', '', '', '', amount(found.unexplainedMinor)],
      ['difference', '', '', '', amount(found.differenceMinor)],
    ],
    [4],
  )
  for (const warning of found.warnings)
    process.stderr.write(`${problemLine(warning, languageOf(language))}\n`)
}

async function erpCommand(file: string, options: ErpOptions): Promise<void> {
  const found = await withCompany(options, (client) =>
    client.reconcile.erp({
      source: { path: pathOf(file) },
      options: fileOptionsOf(options),
      ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    }),
  )
  const different = found.different.map((one) => ({
    customer: one.customer,
    name: one.name,
    currency: one.currency,
    ours: money(one.oursMinor, one.currency),
    theirs: money(one.theirsMinor, one.currency),
    difference: money(one.differenceMinor, one.currency),
    items: one.items.map((item) => ({
      cause: item.cause,
      amount: money(item.minor, one.currency),
      ours: item.ours.map(({ documentNo }) => documentNo),
      theirs: item.theirs.map(({ row }) => row),
      date: (item.ours[0] ?? item.theirs[0])?.date ?? null,
    })),
  }))
  if (options.json)
    return print({
      asOf: found.asOf,
      layout: found.layout,
      equal: found.equal,
      different,
      unknown: found.unknown.map(({ row, customer, name }) => ({ row, customer, name })),
      warnings: found.warnings.map(({ row, column, code, value }) => ({
        row,
        column,
        code,
        value,
      })),
    })
  process.stdout.write(
    `${found.asOf}: ${found.equal} equal, ${different.length} different, ${found.unknown.length} unknown\n`,
  )
  printTable(
    ['customer', 'currency', 'ours', 'theirs', 'difference', 'items'],
    different.map((one) => [
      one.customer,
      one.currency,
      one.ours,
      one.theirs,
      one.difference,
      one.items.map(({ cause, amount }) => `${cause} ${amount}`).join(', '),
    ]),
    [2, 3, 4],
  )
  for (const { row, customer, name } of found.unknown)
    process.stdout.write(`row ${row}: ${customer} ${name} is no account of ours\n`)
}
