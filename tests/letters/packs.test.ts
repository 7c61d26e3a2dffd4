/** Evidence and sealed months on the command line: written, checked, one byte changed, found. */
import { readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type CliFolder, saldo } from '../support/cli.ts'
import { wholesaler } from './wholesaler.ts'

let folder: CliFolder
beforeEach(async () => {
  folder = await wholesaler([
    'documents',
    'type,document_no,customer_code,customer_name,document_date,amount,allocate_to\n' +
      'invoice,INV-1,A,Deniz Ticaret,2026-09-10,12000.00,\ninvoice,INV-2,B,Çağrı Gıda,2026-09-11,800.00,\n' +
      'receipt,RCT-1,A,Deniz Ticaret,2026-09-20,2000.00,INV-1\n',
    '--create-customers',
  ])
})
afterEach(() => folder.remove())

const verifyPack = (path: string) => saldo('pack', 'verify', path, '--json')

it('N6 M59 (part): the evidence pack holds letters, answers and attachments, and shows one altered byte', async () => {
  const { id } = (await folder.call('campaign', 'create', '--as-of', '2026-09-30')).json as {
    id: string
  }
  const sent = folder.write('ekstre.txt', 'borç 9.500,00')
  await folder.call(
    'campaign',
    'answer',
    id,
    '--customer',
    'A',
    '--dispute',
    '9500.00',
    '--file',
    sent,
    '--by',
    'Deniz',
  )
  const path = folder.path('evidence.zip')
  const made = await folder.call('campaign', 'evidence', id, '--out', path)
  expect(made.code).toBe(0)

  const whole = await verifyPack(path)
  expect(whole.code).toBe(0)
  expect(whole.json).toMatchObject({
    ok: true,
    failures: [],
    sha256: made.json['sha256'],
    files: made.json['files'],
  })
  const names = namesIn(readFileSync(path))
  expect(names.filter((name) => !name.startsWith('attachments/'))).toEqual([
    'manifest.json',
    'seal.txt',
    'campaign.json',
    'events.json',
    'letters.json',
    'letters/2026-09_0001-A.pdf',
    'letters/2026-09_0001-A.xlsx',
    'letters/2026-09_0001-v1-A.json',
    'letters/2026-09_0002-B.pdf',
    'letters/2026-09_0002-B.xlsx',
    'letters/2026-09_0002-v1-B.json',
    'verify.html',
  ])
  expect(names.some((name) => /^attachments\/[0-9a-f]{16}-ekstre\.txt$/.test(name))).toBe(true)

  const bytes = readFileSync(path)
  const at = bytes.indexOf('\\"minor\\":1000000')
  expect(at).toBeGreaterThan(0)
  bytes[at + 10] = '9'.charCodeAt(0)
  writeFileSync(path, bytes)
  const changed = await verifyPack(path)
  expect(changed.code).toBe(1)
  expect(changed.json).toMatchObject({
    ok: false,
    failures: [{ file: 'letters/2026-09_0001-v1-A.json' }],
  })
  const [failure] = changed.json['failures'] as { offset: number }[]
  expect(bytes.subarray(0, at + 10).lastIndexOf('{\n "hash"') + (failure?.offset ?? 0)).toBe(
    at + 10,
  )
})

it('M175: a month with a failing check is sealed only when it is signed off with a reason', async () => {
  await folder.call(
    'import',
    'documents',
    folder.write(
      'r.csv',
      'type,document_no,customer_code,document_date,amount\nreceipt,RCT-9,B,2026-09-25,300.00\n',
    ),
  )
  const checked = await folder.call('periods', 'check', '2026-09')
  expect(checked.code).toBe(1)
  expect(checked.json).toMatchObject({ ok: false })
  expect(checked.json['checks']).toContainEqual({
    name: 'unapplied',
    ok: false,
    count: 1,
    amount: '300.00',
  })
  expect(checked.json['checks']).toContainEqual({
    name: 'tie_out',
    ok: true,
    count: 0,
    amount: '0.00',
  })

  const refused = await folder.call('periods', 'seal', '2026-09', '--out', folder.path('p.zip'))
  expect(refused.code).toBe(1)
  expect(refused.json).toMatchObject({ error: { code: 'period.checks_failed', list: 'unapplied' } })
  expect((await folder.call('periods', 'list')).json).toContainEqual(
    expect.objectContaining({ month: '2026-09', state: 'open' }),
  )

  const sealed = await folder.call(
    'periods',
    'seal',
    '2026-09',
    '--out',
    folder.path('p.zip'),
    '--sign-off',
    'avans, ekimde mahsup edilecek',
  )
  expect(sealed.code).toBe(0)
  expect(sealed.json).toMatchObject({ month: '2026-09', signOff: 'avans, ekimde mahsup edilecek' })
  expect((await folder.call('periods', 'list')).json).toContainEqual(
    expect.objectContaining({ month: '2026-09', state: 'closed' }),
  )
  expect((await verifyPack(folder.path('p.zip'))).json).toMatchObject({ ok: true })
})

it('M175: unapplied, disputed letters, missing revaluation and matured paper stand in the checklist', async () => {
  await folder.call('rates', 'set', 'EUR', '2026-09-01', '48')
  await folder.call('rates', 'set', 'EUR', '2026-09-30', '50')
  await folder.call(
    'import',
    'documents',
    folder.write(
      'x.csv',
      'type,document_no,customer_code,document_date,due_date,amount,currency\ninvoice,INV-E,A,2026-09-02,,100.00,EUR\ncheque,CHQ-1,B,2026-09-05,2026-09-20,50.00,TRY\n',
    ),
  )
  const { id } = (await folder.call('campaign', 'create', '--as-of', '2026-09-30')).json as {
    id: string
  }
  await folder.call('campaign', 'answer', id, '--customer', 'B', '--dispute', '700.00')
  const failing = async () =>
    (
      (await folder.call('periods', 'check', '2026-09')).json['checks'] as {
        name: string
        ok: boolean
        count: number
        amount: string
      }[]
    ).filter(({ ok }) => !ok)

  expect(await failing()).toEqual([
    { name: 'revaluation', ok: false, count: 1, amount: '200.00' },
    { name: 'cheques', ok: false, count: 1, amount: '50.00' },
    { name: 'letters', ok: false, count: 1, amount: '50.00' },
  ])
  await folder.call('revalue', '2026-09')
  await folder.call('allocate', '--receipt', 'CHQ-1', '--auto')
  await folder.call('campaign', 'answer', id, '--customer', 'B', '--agree')
  expect(await failing()).toEqual([])
})

it('N13: the sealed month holds its statements, balances, aging, checks and letters, and proves them', async () => {
  const { id } = (await folder.call('campaign', 'create', '--as-of', '2026-09-30')).json as {
    id: string
  }
  await folder.call('campaign', 'answer', id, '--customer', 'B', '--agree')
  const path = folder.path('2026-09.zip')
  const made = await folder.call('periods', 'seal', '2026-09', '--out', path)
  expect(made.code).toBe(0)

  const bytes = readFileSync(path)
  expect(namesIn(bytes)).toEqual([
    'manifest.json',
    'seal.txt',
    'data/aging.json',
    'data/balances.json',
    'data/checks.json',
    'data/events.json',
    'data/letters.json',
    'data/lines.json',
    'data/rates.json',
    'data/seals.json',
    'index.html',
    'letters-balance-1.pdf',
    'letters/2026-09_0001-v1-A.json',
    'letters/2026-09_0002-v1-B.json',
    'period.json',
    'statements.pdf',
  ])
  expect(JSON.parse(fileIn(bytes, 'data/balances.json'))).toEqual([
    { account: 'A', name: 'Deniz Ticaret', currency: 'TRY', opening: '0.00', closing: '10000.00' },
    { account: 'B', name: 'Çağrı Gıda', currency: 'TRY', opening: '0.00', closing: '800.00' },
  ])
  expect(JSON.parse(fileIn(bytes, 'data/lines.json'))).toHaveLength(3)
  const audit = (await folder.call('verify')).json
  expect(audit).toMatchObject({ ok: true })
  // One byte anywhere.
  for (const at of [60, Math.floor(bytes.length / 2), bytes.length - 5]) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    writeFileSync(path, changed)
    const found = await verifyPack(path)
    expect(found.code).toBe(1)
    expect(found.json['failures']).toHaveLength(1)
  }
  expect((await verifyPack(folder.write('no.zip', 'nothing'))).json).toMatchObject({
    error: { code: 'pack.not_a_pack' },
  })
  expect((await verifyPack(folder.path('none.zip'))).json).toMatchObject({
    error: { code: 'file.not_found' },
  })
})

interface Entry {
  readonly name: string
  readonly bytes: Buffer
}

function entriesIn(zip: Buffer): Entry[] {
  const entries: Entry[] = []
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50; ) {
    const start = at + 30 + zip.readUInt16LE(at + 26)
    const end = start + zip.readUInt32LE(at + 18)
    entries.push({ name: zip.subarray(at + 30, start).toString(), bytes: zip.subarray(start, end) })
    at = end
  }
  return entries
}

function namesIn(zip: Buffer): string[] {
  return entriesIn(zip).map(({ name }) => name)
}

function fileIn(zip: Buffer, name: string): string {
  return (
    entriesIn(zip)
      .find((entry) => entry.name === name)
      ?.bytes.toString() ?? ''
  )
}
