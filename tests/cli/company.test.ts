/** The life of a company file: demo, backup, restore, undo, and digests that say what is equal. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { CliFolder, saldo } from '../support/cli.ts'

let folder: CliFolder

beforeEach(() => {
  folder = new CliFolder()
})

afterEach(() => folder.remove())

const SMALL = ['--customers', '40', '--documents', '400'] as const

it('makes the same demo from the same seed, another from another', async () => {
  const digestOf = async (name: string, seed: string) => {
    const company = folder.path(name)
    const made = await saldo('demo', '--company', company, '--seed', seed, ...SMALL, '--json')
    expect(made.code).toBe(0)
    const { json } = await saldo('verify', '--company', company, '--json')
    expect(json['ok']).toBe(true)
    return json['digest']
  }
  const first = await digestOf('a.saldo', '1')
  expect(await digestOf('b.saldo', '1')).toBe(first)
  expect(await digestOf('c.saldo', '2')).not.toBe(first)
})

it('R1 R2 R3 (part): the demo holds the reference customers with their worked figures', async () => {
  await folder.call('demo', ...SMALL, '--until', '2026-10-31')
  const row = async (code: string, asOf: string) => {
    const { json } = await folder.call('aging', '--customer', code, '--as-of', asOf)
    return (json['rows'] as Record<string, unknown>[])[0]
  }
  expect(await row('120.01.0077', '2026-09-30')).toMatchObject({
    not_due: '5000.00',
    '1-30': '8000.00',
    '31-60': '0.00',
    '61-90': '12000.00',
    total: '25000.00',
  })
  expect(await row('120.02.0005', '2026-10-10')).toMatchObject({ currency: 'USD', total: '400.00' })
  expect(await row('120.02.0005', '2026-10-31')).toBeUndefined()
  const group = await folder.call('statement', '--customer', '120.01.0042', '--group')
  expect(group.json['closing']).toBe('950000.00')
})

it('restores a backup to the same digest, and never over a file', async () => {
  await folder.call('demo', ...SMALL)
  const { digest } = (await folder.call('verify')).json
  const backup = folder.path('backup.saldo')

  expect((await folder.call('backup', '--out', backup)).code).toBe(0)
  const copy = folder.path('copy.saldo')
  expect((await saldo('restore', backup, '--company', copy, '--json')).code).toBe(0)
  expect((await saldo('verify', '--company', copy, '--json')).json['digest']).toBe(digest)
  const again = await saldo('restore', backup, '--company', copy, '--json')
  expect([again.code, again.json['error']]).toMatchObject([1, { code: 'company.exists' }])
})

it('takes an import back, so that the same file can come again', async () => {
  await folder.call('init', '--name', 'Undo', '--currency', 'TRY')
  await folder.call('import', 'customers', folder.write('c.csv', 'customer_code,name\nC1,One\n'))
  const rows =
    'type,document_no,customer_code,document_date,amount\ninvoice,I-1,C1,2026-01-05,5.00\n'
  const file = folder.write('d.csv', rows)
  const accounts = async () =>
    (await folder.call('aging', '--as-of', '2026-06-30')).json['rows'] as unknown[]

  const { batch } = (await folder.call('import', 'documents', file)).json
  expect(await accounts()).toHaveLength(1)
  expect((await folder.call('import', 'undo', String(batch))).code).toBe(0)
  expect(await accounts()).toHaveLength(0)
  expect((await folder.call('import', 'documents', file)).json).toMatchObject({ imported: 1 })
  expect(await accounts()).toHaveLength(1)
})

it('closes, refuses and reopens months', async () => {
  await folder.call('init', '--name', 'Months', '--currency', 'TRY')
  await folder.call('import', 'customers', folder.write('c.csv', 'customer_code,name\nC1,One\n'))
  await folder.call('periods', 'close', '2026-01')
  const invoice = {
    type: 'invoice',
    document_no: 'I-1',
    customer_code: 'C1',
    document_date: '2026-01-05',
    amount: '5.00',
  }
  const file = folder.write('i.json', JSON.stringify(invoice))

  const refused = await folder.call('post', file)
  expect([refused.code, refused.json['error']]).toMatchObject([1, { code: 'period.closed' }])
  expect((await folder.call('periods', 'reopen', '2026-01', '--reason', 'late')).code).toBe(0)
  expect((await folder.call('post', file)).code).toBe(0)
})
