/** Bank lines matched, posted, parked and taken back; each as one step, and the books hold throughout. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CliFolder } from '../support/cli.ts'

let folder: CliFolder
beforeEach(async () => {
  folder = new CliFolder()
  await folder.call('init', '--name', 'Toros Dağıtım', '--currency', 'TRY')
  const customers = folder.write(
    'customers.csv',
    [
      'code;name;iban;terms',
      '120.01.0077;Deniz Ticaret Ltd. Şti.;TR330006100519786457841326;NET30',
      '120.01.0042;Yıldız Yapı A.Ş.;;2/10 NET30',
      '120.02.0005;Ege İhracat;;NET30',
      '',
    ].join('\n'),
  )
  await folder.call('import', 'customers', customers)
  await post([
    invoice('120.01.0077', 'INV-101', '2026-09-01', '12000.00'),
    invoice('120.01.0077', 'INV-102', '2026-09-10', '8000.00'),
    invoice('120.01.0077', 'INV-103', '2026-09-20', '5000.00'),
    { ...invoice('120.01.0077', 'CRN-1', '2026-09-25', '300.00'), type: 'credit_note' },
    invoice('120.01.0042', 'INV-201', '2026-10-01', '10000.00'),
    {
      ...invoice('120.02.0005', 'INV-U1', '2026-09-15', '1000.00'),
      currency: 'USD',
      rate: '40.00',
    },
  ])
  const rates = folder.write('rates.csv', 'date;currency;rate\n2026-10-05;USD;41.00\n')
  await folder.call('import', 'rates', rates)
})
afterEach(() => folder.remove())

function invoice(customer: string, no: string, on: string, amount: string) {
  return {
    type: 'invoice',
    customer_code: customer,
    document_no: no,
    document_date: on,
    amount,
  }
}

async function post(entries: readonly object[]): Promise<void> {
  const answer = await folder.call('post', folder.write('entries.json', JSON.stringify(entries)))
  expect(answer.code, answer.out).toBe(0)
}

interface Line {
  readonly entry: { readonly id: string; readonly amount: string; readonly text: string }
  readonly state: string
  readonly documents: readonly string[]
}

async function bank(rows: readonly string[]): Promise<readonly Line[]> {
  const file = folder.write('bank.csv', ['Tarih;Açıklama;Tutar;IBAN', ...rows, ''].join('\n'))
  const answer = await folder.call('bank', 'import', file, '--account', 'Ziraat TL')
  expect(answer.code, answer.out).toBe(0)
  return list()
}

async function lines<T>(...argv: readonly string[]): Promise<readonly T[]> {
  const { out, code } = await folder.call(...argv)
  expect(code, out).toBe(0)
  return out
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => JSON.parse(one) as T)
}

const list = (...options: readonly string[]) => lines<Line>('bank', 'list', ...options)

async function open(): Promise<Record<string, string>> {
  const { out } = await folder.call('open-items')
  const items = JSON.parse(out) as { documentNo: string; open: string }[]
  return Object.fromEntries(items.map((item) => [item.documentNo, item.open]))
}

async function verified(): Promise<void> {
  const { json } = await folder.call('verify', '--deep')
  expect(json, JSON.stringify(json)).toMatchObject({ ok: true })
}

const BEFORE = {
  'INV-101': '12000.00',
  'INV-102': '8000.00',
  'INV-103': '5000.00',
  'CRN-1': '-300.00',
  'INV-201': '10000.00',
  'INV-U1': '1000.00',
}

describe('M107 M104: a bank line pays what it names', () => {
  it('EFT "DENIZ TIC FT102" 8,000.00 is posted to INV-102 with its reasons; undone, nothing is left', async () => {
    await bank(['2026-10-05;EFT DENIZ TIC INV102 ODEMESI;8000,00;TR330006100519786457841326'])
    const [match] = await lines<{
      decision: string
      posted?: string
      proposals: {
        customer: string
        allocations: object[]
        evidence: { kind: string; detail: string }[]
      }[]
    }>('bank', 'match', '--apply')
    expect(match?.decision).toBe('post')
    expect(match?.posted).toMatch(/^RCT/)
    const best = match?.proposals[0]
    expect(best?.allocations).toEqual([
      { customer: '120.01.0077', documentNo: 'INV-102', amount: '8000.00' },
    ])
    const kinds = best?.evidence.map(({ kind }) => kind)
    expect(kinds).toContain('reference')
    expect(kinds).toContain('iban')
    expect(await open()).toEqual({ ...BEFORE, 'INV-102': undefined })
    const [posted] = await list()
    expect(posted).toMatchObject({ state: 'posted', documents: [match?.posted] })
    await verified()

    const undone = await folder.call('bank', 'undo', posted?.entry.id ?? '')
    expect(undone.code, undone.out).toBe(0)
    expect(await open()).toEqual(BEFORE)
    const [again] = await list()
    expect(again).toMatchObject({ state: 'proposed', documents: [] })
    await verified()
    // Posted once more, its receipt is another one.
    await lines('bank', 'match', '--apply')
    expect((await list())[0]?.state).toBe('posted')
    await verified()
  })

  it('nets a credit note, grants the discount of the terms and lets the bank keep its fee', async () => {
    const [netted, early] = await bank(['2026-10-05;Havale;4693,80;', '2026-10-08;Havale;9800,00;'])
    const net = await folder.call(
      'bank',
      'post',
      netted?.entry.id ?? '',
      '--customer',
      '120.01.0077',
      '--to',
      'INV-103=5000.00;CRN-1=-300.00',
      '--adjust',
      'fee=6.20',
    )
    expect(net.code, net.out).toBe(0)
    const discounted = await folder.call(
      'bank',
      'post',
      early?.entry.id ?? '',
      '--customer',
      '120.01.0042',
      '--to',
      'INV-201',
      '--adjust',
      'discount=200.00',
    )
    expect(discounted.code, discounted.out).toBe(0)
    const now = await open()
    expect(now).toEqual({
      ...BEFORE,
      'INV-103': undefined,
      'CRN-1': undefined,
      'INV-201': undefined,
    })
    await verified()
    for (const line of [netted, early])
      expect((await folder.call('bank', 'undo', line?.entry.id ?? '')).code).toBe(0)
    expect(await open()).toEqual(BEFORE)
    await verified()
  })

  it('pays a document of another currency at what came in, the difference realised', async () => {
    const [line] = await bank(['2026-10-05;Havale;41250,00;'])
    const done = await folder.call(
      'bank',
      'post',
      line?.entry.id ?? '',
      '--customer',
      '120.02.0005',
      '--to',
      'INV-U1=1000.00',
      '--adjust',
      'fx=-250.00',
    )
    expect(done.code, done.out).toBe(0)
    expect(await open()).toEqual({ ...BEFORE, 'INV-U1': undefined })
    const { json } = await folder.call(
      'statement',
      '--customer',
      '120.02.0005',
      '--currency',
      'USD',
    )
    expect(JSON.stringify(json)).toContain('"closing":"0.00"')
    await verified()
  })

  it('refuses documents outside the group, and more than came in; nothing is half-done', async () => {
    const [line] = await bank(['2026-10-05;Havale;100,00;'])
    const id = line?.entry.id ?? ''
    const stranger = await folder.call(
      'bank',
      'post',
      id,
      '--customer',
      '120.01.0077',
      '--to',
      'INV-201=100.00',
    )
    expect(stranger.json).toMatchObject({ error: { code: 'bank.other_group' } })
    const more = await folder.call(
      'bank',
      'post',
      id,
      '--customer',
      '120.01.0077',
      '--to',
      'INV-101=100.01',
    )
    expect(more.json).toMatchObject({ error: { code: 'bank.application_sum' } })
    expect(await open()).toEqual(BEFORE)
    expect((await list())[0]?.documents).toEqual([])
  })
})

it('M104 M107: a line of a closed month waits for a person, the others are posted', async () => {
  await bank([
    '2026-09-30;EFT DENIZ TIC INV102 ODEMESI;8000,00;TR330006100519786457841326',
    '2026-10-05;EFT DENIZ TIC INV103 ODEMESI;5000,00;TR330006100519786457841326',
  ])
  await folder.call('periods', 'close', '2026-09')
  const matched = await lines<{ decision: string; posted?: string }>('bank', 'match', '--apply')
  expect(matched.map(({ decision }) => decision)).toEqual(['propose', 'post'])
  expect((await list()).map(({ state }) => state)).toEqual(['proposed', 'posted'])
  expect(await open()).toEqual({ ...BEFORE, 'INV-103': undefined })
  await verified()
})

it('M104 (part): taken back in a closed month by reversal in the next, in a soft-closed one not without a reason', async () => {
  const [line] = await bank(['2026-09-30;Havale;5000,00;'])
  const id = line?.entry.id ?? ''
  await folder.call('bank', 'post', id, '--customer', '120.01.0077', '--to', 'INV-103')
  await folder.call('periods', 'close', '2026-09', '--soft')
  const soft = await folder.call('bank', 'undo', id)
  expect(soft.json).toMatchObject({ error: { code: 'period.soft_closed' } })
  await folder.call('periods', 'close', '2026-09')
  expect((await folder.call('bank', 'undo', id)).code).toBe(0)
  expect(await open()).toEqual(BEFORE)
  const { json: september } = await folder.call(
    'statement',
    '--customer',
    '120.01.0077',
    '--to',
    '2026-09-30',
  )
  // September still says what it said when it was closed.
  expect(JSON.stringify(september)).toContain('"closing":"19700.00"')
  await verified()
})

it('M108: every line stands in the ledger or in suspense; a parked one is posted from there', async () => {
  const [line] = await bank(['2026-10-05;Havale bilinmeyen;700,00;'])
  const id = line?.entry.id ?? ''
  const parked = await folder.call('bank', 'suspense', id, '--reason', 'kim olduğu soruluyor')
  expect(parked.code, parked.out).toBe(0)
  expect(await list('--state', 'suspense')).toHaveLength(1)
  await verified()
  const posted = await folder.call('bank', 'post', id, '--customer', '120.01.0042', '--on-account')
  expect(posted.code, posted.out).toBe(0)
  expect((await list())[0]).toMatchObject({ state: 'posted' })
  expect(await open()).toMatchObject({ 'INV-201': '10000.00' })
  await verified()
  const receipt = (await list())[0]?.documents[0] ?? ''
  const reversed = await folder.call('reverse', receipt, '--reason', 'x')
  expect(reversed.json).toMatchObject({ error: { code: 'document.of_bank_line' } })
})

describe('M107 N11 (part): what decides bank lines, on the command line', () => {
  it('lists what confirmed lines taught, and no rules where there are none', async () => {
    const [line] = await bank(['2026-10-05;EFT SEVKİYAT 77;100,00;TR330006100519786457841326'])
    const id = line?.entry.id ?? ''
    const done = await folder.call('bank', 'post', id, '--customer', '120.01.0042', '--on-account')
    expect(done.code, done.out).toBe(0)

    expect(await lines('bank', 'facts', '--customer', '120.01.0042')).toEqual(
      [
        ['iban', 'TR330006100519786457841326'],
        ['text', 'SEVKIYAT'],
      ].map(([kind, key]) => ({
        kind,
        key,
        customer: '120.01.0042',
        count: 1,
        lastOn: '2026-10-05',
      })),
    )
    expect(await lines('bank', 'facts', '--customer', '120.01.0077')).toEqual([])
    expect(await lines('bank', 'rules')).toEqual([])
  })
})
