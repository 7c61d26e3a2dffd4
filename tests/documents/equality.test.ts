/**
 * The same totals wherever a figure is read: on screen (the report), in the PDF's text, in the workbook
 * computed anew, in CSV and on the command line.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import Papa from 'papaparse'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Statement } from '../../shared/contract/reports.ts'
import { toDecimalString } from '../../shared/domain/money.ts'
import { DEFAULT_LOCALE, formattersFor } from '../../shared/i18n/formatters.ts'
import { startBackend } from '../../main/backend/start.ts'
import { contract, type SaldoContract } from '../../shared/contract/index.ts'
import { connect } from '../../shared/rpc/client.ts'
import { portPair } from '../../shared/rpc/port.ts'
import type { Client } from '../../shared/rpc/procedure.ts'
import { CliFolder, saldo } from '../support/cli.ts'
import { readPdf } from '../support/pdf-text.ts'
import { openWorkbook } from '../support/recompute.ts'

/** `SALDO_LEDGER=100000` checks a ledger of that many documents. */
const DOCUMENTS = Number(process.env['SALDO_LEDGER'] ?? 10_000)
const turkish = formattersFor({
  language: 'tr',
  formatLocale: DEFAULT_LOCALE.tr,
  negative: 'minus',
})

let folder: CliFolder
beforeAll(() => {
  folder = new CliFolder()
})
afterAll(() => folder.remove())

/** What a screen is given. */
async function onScreen<T>(work: (client: Client<SaldoContract>) => Promise<T>): Promise<T> {
  const backend = await startBackend({ dataDir: folder.dir, companyFile: folder.company })
  const [near, far] = portPair()
  backend.attach(far)
  const connection = connect(contract, near)
  try {
    return await work(connection.client)
  } finally {
    connection.close()
    await backend.stop()
  }
}

async function done(...argv: readonly string[]): Promise<Record<string, unknown>> {
  const answer = await folder.call(...argv)
  expect([argv[0], answer.code, answer.err]).toEqual([argv[0], 0, answer.err])
  return answer.json
}

interface StatementJson {
  readonly opening: string
  readonly closing: string
  readonly currency: string
  readonly lines: readonly { readonly debit: string; readonly credit: string }[]
}

it('M44 M178: ten customers of the demo have the same totals in every form', async () => {
  await done('demo', '--customers', '60', '--documents', '1500', '--until', '2026-10-31')
  const aging = (await done('aging', '--as-of', '2026-10-31')) as unknown as {
    rows: { customer: string; total: string }[]
  }
  const codes = [...new Set(aging.rows.map((row) => row.customer))].slice(0, 10)
  expect(codes).toHaveLength(10)

  for (const code of codes) {
    const files = {
      pdf: folder.path('s.pdf'),
      xlsx: folder.path('s.xlsx'),
      csv: folder.path('s.csv'),
    }
    const json = (await done(
      'statement',
      '--customer',
      code,
      '--to',
      '2026-10-31',
      '--lang',
      'tr',
      '--pdf',
      files.pdf,
      '--xlsx',
      files.xlsx,
      '--csv',
      files.csv,
    )) as unknown as StatementJson & { statements?: StatementJson[] }
    const cli = json.statements ?? [json]
    const screen = await onScreen((client) =>
      client.reports.statement({ customerCode: code, to: '2026-10-31' as never }),
    )

    expect(cli.map(({ opening, closing }) => ({ opening, closing }))).toEqual(
      screen.statements.map((one) => ({
        opening: toDecimalString(one.openingMinor, one.currency),
        closing: toDecimalString(one.closingMinor, one.currency),
      })),
    )
    const text = (await readPdf(files.pdf)).pages.flat()
    const sheets = await openWorkbook(files.xlsx)
    const csv = Papa.parse<string[]>(
      readFileSync(files.csv, 'utf8').replace('\ufeff', '').trim(),
    ).data
    for (const [i, one] of screen.statements.entries()) {
      expect(text).toContain(closingLine(one))
      expect(sheets[i]?.formulas.map(({ cached }) => cached)).toEqual(totalsOf(one))
      sheets[i]?.formulas.forEach(({ computed, cached }) =>
        expect(computed).toBeCloseTo(cached as number, 6),
      )
      const own = csv.filter((row) => row.at(-1) === one.currency)
      const sum = (column: number) =>
        own.reduce((total, row) => total + Math.round(Number(row[column] || 0) * 100), 0)
      expect([sum(5), sum(6)]).toEqual([one.debitMinor, one.creditMinor])
    }
  }
  const list = folder.path('aging.xlsx')
  const paper = folder.path('aging.pdf')
  const report = (await done(
    'aging',
    '--as-of',
    '2026-10-31',
    '--lang',
    'tr',
    '--xlsx',
    list,
    '--pdf',
    paper,
    '--by-document',
  )) as unknown as { totals: { total: string; currency: string }[] }
  const sheets = await openWorkbook(list)
  const last = (await readPdf(paper)).pages.flat()
  for (const [i, { total }] of report.totals.entries()) {
    expect(sheets[i]?.formulas.at(-1)?.cached).toBe(Number(total))
    expect(sheets[i]?.formulas.at(-1)?.computed).toBeCloseTo(Number(total), 6)
    const shown = turkish.money(Math.round(Number(total) * 100), 'TRY')
    expect(last.some((line) => line.startsWith('Toplam') && line.endsWith(shown))).toBe(true)
  }
})

it(`M44 M178: every customer of a ledger of ${DOCUMENTS} has the app's totals in workbook, CSV and PDF`, async () => {
  folder.remove()
  folder = new CliFolder()
  await done('init', '--name', 'Bench', '--currency', 'EUR')
  const out = folder.path('ledger')
  const size = [
    '--customers',
    String(Math.min(10_000, DOCUMENTS / 20)),
    '--documents',
    String(DOCUMENTS),
  ]
  await saldo('generate', '--out', out, '--seed', '7', ...size, '--json')
  const { import: parts } = JSON.parse(readFileSync(`${out}/manifest.json`, 'utf8')) as {
    import: string[]
  }
  for (const file of parts)
    await done('import', file.replace(/(-\d+)?\.csv$/, ''), `${out}/${file}`)
  for (const format of ['csv', 'pdf', 'xlsx'] as const)
    await done(
      'statements',
      '--out',
      folder.path(`all-${format}`),
      '--format',
      format,
      '--joined',
      '--kind',
      'running',
      '--lang',
      'tr',
      '--all',
    )
  const codes = await onScreen((client) => client.customers.list({ includeArchived: true }))
  const customers = [...new Set(codes.rows.map((row) => row.code))].toSorted()
  const statements = await onScreen(async (client) => {
    const all: Statement[] = []
    for (const customerCode of customers)
      all.push(...(await client.reports.statement({ customerCode, kind: 'running' })).statements)
    return all
  })
  const rows = Papa.parse<string[]>(
    readFileSync(resolve(folder.path('all-csv'), 'statements.csv'), 'utf8')
      .replace('\ufeff', '')
      .trim(),
  ).data
  const sums = new Map<string, [number, number]>()
  for (const row of rows) {
    const key = `${row[0]} ${row.at(-1)}`
    const [debit, credit] = sums.get(key) ?? [0, 0]
    sums.set(key, [debit + cents(row[6]), credit + cents(row[7])])
  }
  const lines = new Map<string, number>()
  for (const line of (
    await readPdf(resolve(folder.path('all-pdf'), 'statements.pdf'))
  ).pages.flat())
    lines.set(line, (lines.get(line) ?? 0) + 1)
  const sheets = await openWorkbook(resolve(folder.path('all-xlsx'), 'statements.xlsx'))

  expect(statements.length).toBeGreaterThan(50)
  expect(sheets.length - 1).toBe(statements.length)
  for (const [i, one] of statements.entries()) {
    expect(sums.get(`${one.customer} ${one.currency}`)).toEqual([one.debitMinor, one.creditMinor])
    expect([one.customer, lines.has(closingLine(one))]).toEqual([one.customer, true])
    expect(sheets[i]?.formulas.map(({ cached }) => cached)).toEqual(totalsOf(one))
    sheets[i]?.formulas.forEach(({ computed, cached }) =>
      expect(computed).toBeCloseTo(cached as number, 4),
    )
  }
}, 900_000)

function cents(text: string | undefined): number {
  return Math.round(Number(text || 0) * 100)
}

/** Debit, credit, closing, open: the total row of a workbook. */
function totalsOf(one: Statement): number[] {
  const open = one.lines.reduce((sum, line) => sum + line.openMinor, 0)
  return [one.debitMinor, one.creditMinor, one.closingMinor, open].map((minor) => minor / 100)
}

function closingLine(one: Statement): string {
  const [year, month, day] = one.to.split('-')
  const amounts = [one.debitMinor, one.creditMinor, one.closingMinor].map((minor) =>
    turkish.money(minor, one.currency),
  )
  return [`${day}.${month}.${year}`, `Kapanış bakiyesi ${one.currency}`, ...amounts].join(' ')
}
