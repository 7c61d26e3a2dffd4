/** `saldo post`: documents as JSON, read by the rules of `import documents`; all or none. */
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { digitsOf } from '../../shared/domain/currency.ts'
import { type ParsedDocument, parseDocuments } from '../../shared/domain/tabular/parse-rows.ts'
import type { TableProblem } from '../../shared/domain/tabular/table.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { money, print, printTable, Usage } from './output.ts'
import { isSeries, seriesOption } from './device-central.ts'
import { refusalText } from './sentences.ts'
import { common, type CommonOptions, type SaldoClient, withCompany } from './session.ts'

type PostedRow = Awaited<ReturnType<SaldoClient['documents']['post']>>[number]

/** Entries that cannot be read: speaks with the first one's code and names them all. */
export class DeclinedEntries extends Refusal {
  readonly problems: readonly Readonly<Record<string, unknown>>[]

  constructor(problems: readonly TableProblem[], language: string | undefined) {
    const said = problems.map(({ row, column, code, value, params }) => ({
      entry: row,
      column,
      code,
      value,
      message: refusalText(code, { ...params, value }, language),
    }))
    const [first] = problems
    if (!first) throw new RangeError('nothing was declined')
    const { code, params, row, column, value } = first
    super(code, { ...params, entry: row, column, value })
    this.problems = said
  }
}

export function addPostCommand(program: Command): void {
  common(
    program
      .command('post')
      .description('post documents from JSON, keys as the columns of import documents'),
  )
    .argument('<file>', 'a file, or - for standard input')
    .option('--series <series>', 'the numbers come from this device’s block of it', seriesOption)
    .action(async (file: string, options: CommonOptions & { series?: string }) => {
      const entries = readEntries(file).map(({ series = options.series, ...entry }) => ({
        ...entry,
        ...(series === undefined ? {} : { series }),
      }))
      const posted = await withCompany(options, async (client) => {
        const info = await client.companies.info({})
        return client.documents.post({ documents: draftsOf(entries, info.currency, options.lang) })
      })
      if (options.json) print(posted.map(postedJson))
      else showPosted(posted)
    })
}

export function postedJson(row: PostedRow): Record<string, unknown> {
  return {
    documentNo: row.documentNo,
    type: row.kind,
    customer: row.customerCode,
    currency: row.currency,
    amount: money(row.amountMinor, row.currency),
    open: money(row.openMinor, row.currency),
    dueDate: row.dueDate,
    unchanged: row.unchanged,
  }
}

export function showPosted(rows: readonly PostedRow[]): void {
  printTable(
    ['document', 'type', 'customer', 'amount', 'open'],
    rows.map((row) => [
      row.documentNo,
      row.kind,
      row.customerCode,
      `${money(row.amountMinor, row.currency)} ${row.currency}`,
      money(row.openMinor, row.currency),
    ]),
    [3, 4],
  )
}

function readEntries(file: string): Record<string, unknown>[] {
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch {
    throw new Usage(`${file} cannot be read.`, 'file.not_found', { file })
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Usage(
      `${file} is no JSON: ${error instanceof Error ? error.message : ''}`,
      'json.invalid',
      { file },
    )
  }
  const list = Array.isArray(value) ? value : [value]
  if (
    list.length === 0 ||
    !list.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one))
  )
    throw new Usage('An object or a list of objects is wanted.', 'json.invalid', { file })
  return list as Record<string, unknown>[]
}

/** The rules of `import documents`, with a dot as decimal mark and days as YYYY-MM-DD. */
function draftsOf(
  entries: readonly Record<string, unknown>[],
  companyCurrency: string,
  language: string | undefined,
) {
  const series = entries.map((entry) => seriesIn(entry))
  const raws = entries.map(({ series: _series, ...entry }, index) => ({
    row: index + 1,
    cells: Object.fromEntries(
      Object.entries({ document_no: UNNUMBERED, ...entry }).map(([key, value]) => [
        key,
        value === null || value === undefined
          ? null
          : typeof value === 'string'
            ? value
            : JSON.stringify(value),
      ]),
    ),
  }))
  const { rows, problems } = parseDocuments(
    raws,
    { mark: '.', order: 'Y-M-D', date1904: false, companyCurrency, digitsOf },
    'documents',
    null,
  )
  if (problems.length > 0) throw new DeclinedEntries(problems, language)
  return rows.map((row) => {
    const own = series[row.row - 1]
    return { ...draftOf(row), ...(own === undefined ? {} : { series: own }) }
  })
}

function seriesIn({ series }: Record<string, unknown>): string | undefined {
  if (series === undefined || series === null) return undefined
  if (typeof series === 'string' && isSeries(series)) return series
  throw new Usage('A series is three capitals or digits.', 'json.invalid', { value: 'series' })
}

/** Stands in while an entry without a number is read; Saldo gives the number. */
const UNNUMBERED = '\u00b7'

function draftOf(row: ParsedDocument) {
  const { row: _row, customerName: _name, documentNo, installments, allocateTo, ...fields } = row
  const stated = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as typeof fields
  return {
    ...stated,
    ...(documentNo === undefined || documentNo === UNNUMBERED ? {} : { documentNo }),
    ...(installments === undefined ? {} : { installments: [...installments] }),
    ...(allocateTo === undefined ? {} : { allocateTo: allocateTo.map((one) => ({ ...one })) }),
  }
}
