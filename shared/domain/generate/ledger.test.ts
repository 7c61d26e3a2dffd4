import { describe, expect, it } from 'vitest'
import { toDecimalString } from '../money.ts'
import { generateLedger, type LedgerOptions } from './ledger.ts'
import { VARIANTS, type Variant } from './ledger-walk.ts'

describe('the bench ledger', () => {
  it('makes the same bytes from the same seed, others from another', () => {
    expect(filesOf({ seed: 7, ...SMALL })).toEqual(filesOf({ seed: 7, ...SMALL }))
    expect(filesOf({ seed: 7, ...SMALL })).not.toEqual(filesOf({ seed: 8, ...SMALL }))
  })

  it.each([1, 7, 500, 3333, 20_000])('has exactly %i documents', (documents) => {
    expect(rowsOf(filesOf({ seed: 5, customers: 150, documents }))).toHaveLength(documents)
  })

  it.each(VARIANTS)('keeps the laws of a ledger: %s', (variant) => {
    const files = filesOf({ seed: 3, customers: 300, documents: 20_000, variant })

    const open = new Map<string, number>()
    const unapplied = new Map<string, number>()
    const balances = new Map<string, number>()
    for (const { type, no, customer, currency, minor, targets } of rowsOf(files)) {
      const signed = type === 'invoice' ? minor : -minor
      balances.set(currency, (balances.get(currency) ?? 0) + signed)
      if (type === 'invoice') open.set(`${no} ${customer} ${currency}`, minor)
      let used = 0
      for (const [target, part] of targets) {
        const key = `${target} ${customer} ${currency}`
        const left = (open.get(key) ?? -1) - part
        if (part <= 0 || left < 0) throw new Error(`${no} takes ${part} of ${key}`)
        open.set(key, left)
        used += part
      }
      if (type === 'invoice') continue
      if (used > minor) throw new Error(`${no} applies ${used} of ${minor}`)
      if (minor > used) unapplied.set(no, minor - used)
    }

    const manifest = manifestOf(files)
    expect(manifest.balance).toEqual(
      Object.fromEntries(
        [...balances].map(([currency, minor]) => [currency, toDecimalString(minor, currency)]),
      ),
    )
    expect(manifest.openInvoices).toBe([...open.values()].filter((left) => left > 0).length)
    expect(manifest.unappliedCredits).toBe(unapplied.size)
    expect(sum(open.values()) - sum(unapplied.values())).toBe(sum(balances.values()))
  })

  it('is dated in the order of entry, save where allocations are learned late', () => {
    const days = (variant: Variant) =>
      rowsOf(filesOf({ seed: 3, ...SMALL, variant })).map((row) => row.date)
    expect(days('plain')).toEqual(days('plain').toSorted())
    expect(days('backdated')).not.toEqual(days('backdated').toSorted())
  })

  it('undoes one allocation in fifty of the backdated set, each naming its receipt', () => {
    const files = filesOf({ seed: 3, customers: 300, documents: 20_000, variant: 'backdated' })
    const undone = files.find((file) => file.name === 'deallocations.csv')?.lines.slice(1) ?? []

    const { allocation } = manifestOf(files).counts
    expect(undone.length / (allocation ?? 0)).toBeCloseTo(0.02, 2)
    const pairs = new Set(
      rowsOf(files).flatMap((row) => row.targets.map(([target]) => `${row.no} ${target}`)),
    )
    expect(
      undone
        .map((line) => line.split(','))
        .filter(([receipt, , target]) => !pairs.has(`${receipt} ${target}`)),
    ).toEqual([])
  })

  it('gives bad payers about three times the open items, and a giant half of all lines', () => {
    const size = { seed: 1, customers: 2000, documents: 40_000 } as const
    const open = (variant: Variant) => manifestOf(filesOf({ ...size, variant })).openInvoices
    const giant = rowsOf(filesOf({ ...size, variant: 'one-giant' }))
    expect(open('bad-payers') / open('plain')).toBeGreaterThan(2.5)
    expect(giant.filter((row) => row.customer === 'C000001').length / giant.length).toBeCloseTo(
      0.5,
      1,
    )
  })
})

const SMALL = { customers: 200, documents: 3000 } as const

interface File {
  readonly name: string
  readonly lines: readonly string[]
}

function filesOf(options: LedgerOptions): File[] {
  const files: File[] = []
  for (const { name, lines } of generateLedger(options)) files.push({ name, lines: [...lines] })
  return files
}

function rowsOf(files: readonly File[]) {
  const lines = files.filter((file) => file.name.startsWith('documents-'))
  return lines
    .flatMap((file) => file.lines.slice(1))
    .map((line) => {
      const [
        type = '',
        no = '',
        customer = '',
        date = '',
        ,
        amount = '',
        currency = '',
        ,
        ,
        ,
        to = '',
      ] = line.split(',')
      const targets =
        to === ''
          ? []
          : to.split(';').map((target): [string, number] => {
              const [document = '', part = ''] = target.split('=')
              return [document, cents(part)]
            })
      return { type, no, customer, date, currency, minor: cents(amount), targets }
    })
}

function manifestOf(files: readonly File[]) {
  const text = files.find((file) => file.name === 'manifest.json')?.lines.join('\n') ?? ''
  return JSON.parse(text) as {
    readonly balance: Readonly<Record<string, string>>
    readonly openInvoices: number
    readonly unappliedCredits: number
    readonly counts: Readonly<Record<string, number>>
  }
}

function cents(text: string): number {
  return Math.round(Number(text) * 100)
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0)
}
