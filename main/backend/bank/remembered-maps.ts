/**
 * What a person chose for a bank's table, kept for the next files of that bank (cli.md `bank import`).
 *
 * Kept are the columns, how numbers and days are read, and whose lines they were. The columns are used
 * without a word for every file with the same headings, the formats for those of the same account. The
 * account is only proposed: two accounts of one bank have the same headings, and their lines must not be
 * exchanged. Where a column names the account of each row, nothing is proposed.
 */
import { z } from 'zod'
import {
  BANK_KIND,
  bankMappings,
  forgetMapping,
  type MappingRow,
  saveMapping,
} from '../../../db/local/imports.ts'
import type { CompanyDb } from '../../../db/local/open.ts'
import { parseBankMap } from '../../../shared/domain/bank/bank-map.ts'
import type { BankFile } from '../../../shared/domain/bank/file.ts'
import {
  isSameAccount,
  printFor,
  printsOf,
  type SavedBankMap,
} from '../../../shared/domain/bank/saved-map.ts'
import type { Context } from '../context.ts'

/** What a person chose of one file. */
export interface ChosenReading {
  readonly account?: string | undefined
  readonly map?: unknown
  readonly decimal?: ',' | '.' | undefined
  readonly dates?: string | undefined
}

const kept = z.object({
  account: z.string().nullable(),
  map: z.record(z.string(), z.unknown()).nullable(),
  decimal: z.enum([',', '.']).nullable(),
  dates: z.string().nullable(),
})

/** The latest first. */
export function savedMapsOf(db: CompanyDb): SavedBankMap[] {
  return bankMappings(db).map(savedMap)
}

/**
 * Keeps what was chosen for a file, inside the transaction that takes it. Nothing is kept where nothing
 * was chosen, and nothing of a file without headings: nothing would tell its next one.
 */
export function rememberReading(
  { db, nowMs }: Context,
  { detected, statements }: BankFile,
  chosen: ChosenReading,
): void {
  const { headings } = detected
  const given = (chosen.map ?? null) as SavedBankMap['map']
  if (headings === null || !parseBankMap(given).hasHeader) return
  const prints = printsOf(headings)
  const alike = bankMappings(db)
    .filter(({ fingerprint }) => prints.includes(fingerprint))
    .map((row) => ({ row, saved: savedMap(row) }))
  if (prints.some(({ length }) => length > PRINT_MAX)) return
  const account =
    detected.map !== null && 'account' in detected.map ? null : (statements[0]?.account ?? null)
  const before = alike.find(({ saved }) => isSameAccount(saved.account, account))
  const isAccountChosen = chosen.account !== undefined && chosen.account === account
  const isChosen = [given, chosen.decimal, chosen.dates].some((one) => one != null)
  if (!isChosen && !isAccountChosen) {
    if (before) save(db, before.saved, nowMs)
    return
  }
  const map = given ?? alike[0]?.saved.map ?? null
  const print = printFor(headings, map)
  // Columns mean the same in all files with these headings: what was told last holds for each account.
  for (const { row, saved } of alike) {
    forgetMapping(db, row.name)
    if (saved !== before?.saved) save(db, { ...saved, print, map }, row.usedAt)
  }
  const decimal = chosen.decimal ?? before?.saved.decimal ?? null
  const dates = chosen.dates ?? before?.saved.dates ?? null
  save(db, { print, account, map, decimal, dates }, nowMs)
}

/** Headings of a real table are a line or two; what is longer is no bank's. */
const PRINT_MAX = 5000

function save(db: CompanyDb, { print, ...reading }: SavedBankMap, at: number): void {
  saveMapping(db, {
    name: [BANK_KIND, reading.account ?? '', print].join(' '),
    kind: BANK_KIND,
    fingerprint: print,
    map: JSON.stringify(reading),
    at,
  })
}

function savedMap({ fingerprint, map }: MappingRow): SavedBankMap {
  return { print: fingerprint, ...kept.parse(JSON.parse(map)) }
}
