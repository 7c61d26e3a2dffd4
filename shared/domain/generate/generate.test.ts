import { describe, expect, it } from 'vitest'
import type { IsoDate } from '../days.ts'
import { isVkn } from '../tax-id.ts'
import { demoPlan } from './demo.ts'
import { generateLedger } from './ledger.ts'

const lines = (seed: number, documents = 3000) =>
  [...generateLedger({ seed, customers: 200, documents })].map((file) => ({
    name: file.name,
    lines: [...file.lines],
  }))

describe('the bench ledger', () => {
  it('makes the same bytes from the same seed, others from another', () => {
    expect(lines(7)).toEqual(lines(7))
    expect(lines(7)).not.toEqual(lines(8))
  })

  it('never applies more than is open, and its manifest says what is left', () => {
    const files = lines(3, 20_000)
    const open = new Map<string, number>()
    const minor = (text: string) => Math.round(Number(text) * 100)
    let previous = ''
    for (const line of files
      .filter((file) => file.name.startsWith('documents'))
      .flatMap((file) => file.lines.slice(1))) {
      const [type = '', number = '', , date = '', , amount = '', , , , , targets = ''] =
        line.split(',')
      expect(date >= previous).toBe(true)
      previous = date
      if (type === 'invoice') open.set(number, minor(amount))
      let used = 0
      for (const target of targets === '' ? [] : targets.split(';')) {
        const [invoice = '', part = ''] = target.split('=')
        const left = (open.get(invoice) ?? -1) - minor(part)
        expect(left).toBeGreaterThanOrEqual(0)
        open.set(invoice, left)
        used += minor(part)
      }
      if (type !== 'invoice') expect(used).toBeLessThanOrEqual(minor(amount))
    }
    const manifest = JSON.parse(files.at(-1)?.lines.join('\n') ?? '') as { openInvoices: number }
    expect(manifest.openInvoices).toBe([...open.values()].filter((left) => left > 0).length)
  })
})

describe('the demo plan', () => {
  const options = { seed: 1, customers: 300, documents: 4000, until: '2026-10-31' as IsoDate }

  it('is the same for the same seed', () => {
    expect(demoPlan(options)).toEqual(demoPlan(options))
    expect(demoPlan(options)).not.toEqual(demoPlan({ ...options, seed: 2 }))
  })

  it('holds R2 as of 30 September and only valid tax ids', () => {
    const plan = demoPlan({ ...options, until: '2026-09-30' as IsoDate })
    const r2 = plan.documents.filter((document) => document.customerCode === '120.01.0077')

    expect(r2.map((document) => [document.documentNo, document.amountMinor])).toEqual([
      ['INV-101', 12_000_00],
      ['INV-102', 8_000_00],
      ['INV-103', 5_000_00],
    ])
    const ids = plan.customers.flatMap((customer) =>
      typeof customer.fields['taxId'] === 'string' ? [customer.fields['taxId']] : [],
    )
    expect(ids.length).toBeGreaterThan(200)
    expect(ids.every(isVkn)).toBe(true)
  })

  it('has about the asked number of documents', () => {
    const { length } = demoPlan(options).documents
    expect(length).toBeGreaterThan(3200)
    expect(length).toBeLessThan(4800)
  })
})
