/** Accounts to make pairs of: the Turkish sample's, and those of generated ledgers. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readBytes } from '../../main/backend/tabular/read-bytes.ts'
import { addDays, isIsoDate, type IsoDate } from '../../shared/domain/days.ts'
import { generateLedger } from '../../shared/domain/generate/ledger.ts'
import { Prng } from '../../shared/domain/generate/prng.ts'
import { isEnteredKind, sideOf } from '../../shared/domain/kinds.ts'
import { fromDecimalString } from '../../shared/domain/money.ts'
import { readDay } from '../../shared/domain/tabular/dates.ts'
import { kindOfWord } from '../../shared/domain/tabular/kind-words.ts'
import { readAmount } from '../../shared/domain/tabular/numbers.ts'
import { readStatementLayout } from '../../shared/domain/tabular/statement-layout.ts'
import { cellText } from '../../shared/domain/tabular/table.ts'
import type { Document } from './pair-parts.ts'

export const SAMPLE = fileURLToPath(
  new URL('../fixtures/ar/tr-toplu-cari-ekstre.xlsx', import.meta.url),
)

/** Documents of each account of the sample with at least `least`, in order of days. */
export async function sampleAccounts(least: number): Promise<Map<string, Document[]>> {
  const { table } = await readBytes(readFileSync(SAMPLE), { path: SAMPLE })
  const amount = (cell: Parameters<typeof readAmount>[0]) => {
    const reading = readAmount(cell, '.', 2)
    return reading.ok ? reading.minor : null
  }
  const layout = readStatementLayout(table, amount)
  const accounts = new Map<string, Document[]>()
  for (const { cells } of layout?.documents ?? []) {
    const word = cellText(cells['type'])
    const kind = isEnteredKind(word) ? word : kindOfWord(word)
    const on = readDay(cells['document_date'] ?? null, 'D.M.Y', false)
    const minor = amount(cells['amount'] ?? null)
    if (kind === null || kind === 'opening' || on === null || minor === null || minor === 0)
      continue
    const code = cellText(cells['customer_code'])
    const own = accounts.get(code) ?? []
    own.push({ on, number: cellText(cells['document_no']), kind, minor: sideOf(kind) * minor })
    accounts.set(code, own)
  }
  return new Map(
    [...accounts]
      .filter(([, own]) => own.length >= least)
      .map(([code, own]) => [code, ordered(own)]),
  )
}

/** Documents of the accounts of a generated ledger with at least `least`, largest first. */
export function generatedAccounts(
  seed: number,
  size: { customers: number; documents: number },
  least: number,
): Document[][] {
  const accounts = new Map<string, Document[]>()
  for (const file of generateLedger({ seed, ...size })) {
    if (!file.name.startsWith('documents')) {
      for (const _ of file.lines);
      continue
    }
    for (const row of file.lines) {
      const [kind = '', number = '', code = '', on = '', , amount = '', currency = ''] =
        row.split(',')
      if (!isEnteredKind(kind) || !isIsoDate(on)) continue
      const minor = fromDecimalString(amount, currency)
      if (minor === null || minor === 0) continue
      const own = accounts.get(code) ?? []
      own.push({ on, number, kind, minor: sideOf(kind) * minor })
      accounts.set(code, own)
    }
  }
  return [...accounts.values()]
    .filter((own) => own.length >= least)
    .map(ordered)
    .toSorted((a, b) => b.length - a.length)
}

function ordered(documents: Document[]): Document[] {
  return documents.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** An account of rents and instalments: few amounts, round ones, over and over. */
export function steadyAccount(seed: number, months: number): Document[] {
  const random = new Prng(seed)
  const documents: Document[] = []
  let serial = 100
  for (let month = 0; month < months; month += 1) {
    const first = addDays('2023-01-01' as IsoDate, month * 30)
    for (let n = 0; n < 6; n += 1) {
      const minor = random.pick([10_000_00, 12_500_00, 7_500_00, 3_250_50])
      serial += 1
      const on = addDays(first, random.int(0, 25))
      documents.push({
        on,
        number: `KIR2026${String(serial).padStart(9, '0')}`,
        kind: 'invoice',
        minor,
      })
      if (random.chance(0.9))
        documents.push({
          on: addDays(on, random.int(2, 20)),
          number: `T-${serial}`,
          kind: 'receipt',
          minor: -minor,
        })
    }
  }
  return ordered(documents)
}
