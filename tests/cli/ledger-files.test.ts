/** A generated ledger, imported in the order its manifest says, is what the manifest promises. */
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { CliFolder, saldo } from '../support/cli.ts'

let folder: CliFolder

beforeEach(async () => {
  folder = new CliFolder()
  await folder.call('init', '--name', 'Bench', '--currency', 'EUR')
})

afterEach(() => folder.remove())

interface Manifest {
  readonly import: readonly string[]
  readonly until: string
  readonly documents: number
  readonly openInvoices: number
  readonly balance: Readonly<Record<string, string>>
}

async function importLedger(variant: string): Promise<Manifest> {
  const out = folder.path('ledger')
  const size = ['--seed', '4', '--customers', '60', '--documents', '1500']
  await saldo('generate', '--out', out, ...size, '--variant', variant, '--json')
  const manifest = JSON.parse(readFileSync(`${out}/manifest.json`, 'utf8')) as Manifest
  for (const file of manifest.import) {
    const kind = file.replace(/(-\d+)?\.csv$/, '')
    const { code, json } = await folder.call('import', kind, `${out}/${file}`)
    expect([file, code, json['problems']]).toEqual([file, 0, []])
  }
  return manifest
}

it.each(['plain', 'bad-payers', 'one-giant', 'backdated'])(
  'a %s ledger imports whole, and its aging totals the manifest',
  async (variant) => {
    const manifest = await importLedger(variant)

    const { json } = await folder.call('aging', '--as-of', manifest.until)
    const totals = json['totals'] as { currency: string; total: string }[]
    expect(Object.fromEntries(totals.map((one) => [one.currency, one.total]))).toEqual(
      manifest.balance,
    )
    const { out } = await folder.call('open-items', '--as-of', manifest.until)
    const items = JSON.parse(out) as { type: string }[]
    expect(items.filter(({ type }) => type === 'invoice')).toHaveLength(manifest.openInvoices)
    const checked = await folder.call('verify', '--deep')
    expect([checked.code, checked.json['ok']]).toEqual([0, true])
  },
)

it('undoes what deallocations.csv names, and balances stay', async () => {
  const manifest = await importLedger('backdated')
  const lines = readFileSync(`${folder.path('ledger')}/deallocations.csv`, 'utf8')
    .trim()
    .split('\n')

  for (const line of lines.slice(1)) {
    const [receipt = '', customer = '', document = '', date = ''] = line.split(',')
    const at = ['--receipt', receipt, '--customer', customer, '--to', document, '--date', date]
    expect((await folder.call('deallocate', ...at)).code).toBe(0)
  }
  expect(lines.length).toBeGreaterThan(5)
  const { json } = await folder.call('aging', '--as-of', '2026-06-30')
  const totals = json['totals'] as { currency: string; total: string }[]
  expect(Object.fromEntries(totals.map((one) => [one.currency, one.total]))).toEqual(
    manifest.balance,
  )
  expect((await folder.call('verify')).json['ok']).toBe(true)
})
