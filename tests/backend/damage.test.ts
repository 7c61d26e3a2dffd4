/**
 * Flipped bits and cut files: after each, either everything works and the digest is the one before, or
 * it is reported, and recovery brings back every acknowledged operation (reliability-security.md 3).
 */
import {
  copyFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemClock } from '../../main/backend/company/clock.ts'
import type { CompanyFile } from '../../main/backend/company/company-file.ts'
import { openCompanyFile } from '../../main/backend/company/opening.ts'
import { createCompanyFile } from '../../main/backend/company/create.ts'
import { makeBackup } from '../../main/backend/durability/backups.ts'
import { recoverCompanyFile } from '../../main/backend/durability/recover.ts'
import { hasForeignChange } from '../../main/backend/durability/seal.ts'
import { createCustomer } from '../../main/backend/features/customer-cards.ts'
import { postDocuments } from '../../main/backend/features/documents.ts'
import { verify } from '../../main/backend/features/verify.ts'
import { contract } from '../../shared/contract/index.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { inspect } from '../crash/inspect.ts'
import { freshSeed, seeded } from '../crash/seeded.ts'

/** The whole count by `SALDO_DAMAGE=full`; every run of the tests has fresh places. */
const isFull = process.env['SALDO_DAMAGE'] === 'full'
const FLIPS = isFull ? 1000 : 100
const CUTS = isFull ? 200 : 40
const seed = freshSeed()
const clock = systemClock()

let dir: string
/** As closed, and as a kill left it with its WAL. */
let closed: string
let killed: string
let digest: string
let operations: ReadonlySet<string>

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'saldo-damage-'))
  const path = join(dir, 'closed', 'a.saldo')
  createCompanyFile(
    path,
    { name: 'Damage', currency: 'TRY', timezone: 'Europe/Istanbul', fiscalYearStart: 1 },
    clock,
  )
  const file = openCompanyFile(path, clock, true)
  for (let n = 0; n < 30; n += 1) {
    post(file, n)
    if (n === 10) await makeBackup(file, 'asked')
    if (n === 20) file.checkpoint()
  }
  digest = digestOf(file)
  cpSync(join(dir, 'closed'), join(dir, 'killed'), { recursive: true })
  file.close()
  closed = join(dir, 'closed')
  killed = join(dir, 'killed')
  operations = inspect(path).operations
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function post(file: CompanyFile, n: number): void {
  file.command((context) =>
    createCustomer(
      context,
      contract.customers.create.input.parse({
        customerId: `01930000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`,
        customer: { code: `C${n}`, name: `Cari ${n} Ticaret`, taxOffice: 'Kadıköy' },
      }),
    ),
  )
  const input = contract.documents.post.input.parse({
    documents: [
      {
        kind: 'invoice',
        documentNo: `F-${n}`,
        customerCode: `C${n}`,
        documentDate: '2026-01-10',
        amountMinor: 100_00 + n,
        description: 'Mal bedeli',
      },
      {
        kind: 'receipt',
        documentNo: `R-${n}`,
        customerCode: `C${n}`,
        documentDate: '2026-02-10',
        amountMinor: 50_00,
        allocateTo: [{ documentNo: `F-${n}`, amountMinor: null }],
      },
    ],
  })
  file.command((context) => postDocuments(context, input))
}

function digestOf(file: CompanyFile): string {
  return file.query((context) => verify(context, null, true)).digest
}

type Outcome = 'works' | 'reported'

/** Opens, verifies deeply, and where anything is reported recovers and compares with what there was. */
function outcomeOf(path: string): Outcome {
  let file: CompanyFile | null = null
  try {
    file = openCompanyFile(path, clock, true)
    const result = file.query((context) => verify(context, null, true))
    const isReported = !result.ok || hasForeignChange(path) || file.isDamaged
    if (!isReported) {
      expect(result.digest).toBe(digest)
      file.close()
      expect([...inspect(path).operations].toSorted()).toEqual([...operations].toSorted())
      return 'works'
    }
    close(file)
  } catch (error) {
    if (file) close(file)
    if (!(error instanceof Refusal)) throw error
    expect(error.code).toMatch(
      /^(company\.(damaged|not_a_company|not_found|too_new|upgrade_failed|unsafe_place)|disk\.failed)$/,
    )
  }
  const recovered = recoverCompanyFile(path, Date.now(), { takesUnsure: true })
  expect(recovered).toMatchObject({ missing: 0, isJournalWhole: true })
  const after = openCompanyFile(path, clock, true)
  expect(digestOf(after)).toBe(digest)
  after.close()
  const { faults, operations: present } = inspect(path)
  expect(faults).toEqual([])
  expect([...operations].filter((hash) => !present.has(hash))).toEqual([])
  return 'reported'
}

/** A damaged file may not even close in order. */
function close(file: CompanyFile): void {
  file.isDamaged = true
  file.close()
}

function damaged(from: string, damage: (path: string) => void): Outcome {
  const folder = mkdtempSync(join(dir, 'one-'))
  try {
    cpSync(from, folder, { recursive: true })
    const path = join(folder, 'a.saldo')
    damage(path)
    return outcomeOf(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function flip(path: string, random: () => number): void {
  const bytes = readFileSync(path)
  const at = Math.floor(random() * bytes.length)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))
  writeFileSync(path, bytes)
}

function tally(
  count: number,
  one: (n: number, random: () => number) => Outcome,
): Record<Outcome, number> {
  const seen = { works: 0, reported: 0 }
  for (let n = 0; n < count; n += 1) {
    try {
      seen[one(n, seeded(seed * 1000 + n))] += 1
    } catch (error) {
      throw new Error(`seed ${seed}, damage ${n}`, { cause: error })
    }
  }
  return seen
}

it(`M171: ${FLIPS} flipped bits in database, WAL and journal are harmless or reported and recovered`, () => {
  const journal = (path: string) => join(`${path}.outbox`, '000001.journal')
  const seen = tally(FLIPS, (n, random) => {
    if (n % 10 === 8) return damaged(killed, (path) => flip(`${path}-wal`, random))
    if (n % 10 === 9) return damaged(closed, (path) => flip(journal(path), random))
    return damaged(n % 10 < 6 ? closed : killed, (path) => flip(path, random))
  })

  expect(seen.works + seen.reported).toBe(FLIPS)
  expect(seen.reported).toBeGreaterThan(FLIPS / 4)
}, 900_000)

it(`M171: a file cut at ${CUTS} lengths is reported and recovered`, () => {
  const { size } = statSync(join(closed, 'a.saldo'))
  const seen = tally(CUTS, (n, random) => {
    if (n % 4 === 3)
      return damaged(killed, (path) => {
        truncateSync(`${path}-wal`, Math.floor(statSync(`${path}-wal`).size * random()))
      })
    return damaged(closed, (path) => truncateSync(path, Math.floor(size * random())))
  })

  expect(seen.works + seen.reported).toBe(CUTS)
  expect(seen.reported).toBeGreaterThan(CUTS / 2)
}, 900_000)

it('a damaged file is set aside byte for byte', () => {
  const folder = mkdtempSync(join(dir, 'aside-'))
  cpSync(closed, folder, { recursive: true })
  const path = join(folder, 'a.saldo')
  flip(path, seeded(7))
  truncateSync(path, 40_000)
  copyFileSync(path, join(folder, 'kept'))
  const { setAside } = recoverCompanyFile(path, Date.now(), { takesUnsure: false })

  expect(readFileSync(setAside ?? '').equals(readFileSync(join(folder, 'kept')))).toBe(true)
})
