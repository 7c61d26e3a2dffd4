/** Campaigns on the command line: frozen, queued, answered, issued anew. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CliFolder } from '../support/cli.ts'
import { workbook } from '../support/workbook.ts'
import { wholesaler } from './wholesaler.ts'

interface Letter {
  readonly customer: string
  readonly number: string
  readonly version: number
  readonly state: string
  readonly balances: readonly {
    readonly currency: string
    readonly balance: string
    readonly answered: string | null
    readonly difference: string | null
  }[]
  readonly hash: string
  readonly changedSince: string
}

let folder: CliFolder
beforeEach(async () => {
  folder = await wholesaler(
    [
      'customers',
      'customer_code,name,email\nA,Deniz Ticaret Ltd. Şti.,deniz@example.com\nB,Çağrı Gıda,\nZ,Sıfır A.Ş.,\n',
    ],
    [
      'documents',
      [
        'type,document_no,customer_code,document_date,amount,currency,tax_amount',
        'invoice,INV-1,A,2026-08-10,12000.00,TRY,2000.00',
        'invoice,INV-2,A,2026-09-04,18000.00,TRY,3000.00',
        'receipt,RCT-1,A,2026-09-20,5000.00,TRY,',
        'invoice,INV-9,A,2026-10-02,700.00,TRY,',
        'invoice,INV-3,B,2026-09-05,250.00,EUR,',
        'invoice,INV-4,B,2026-09-06,1000.00,TRY,',
      ].join('\n'),
    ],
  )
})
afterEach(() => folder.remove())

async function campaign(
  ...argv: readonly string[]
): Promise<{ id: string; hash: string; states: Record<string, number>; letters: Letter[] }> {
  const answer = await folder.call('campaign', ...argv)
  expect(answer.err).toBe('')
  return answer.json as never
}
const create = (...argv: readonly string[]) => campaign('create', '--as-of', '2026-09-30', ...argv)

describe('campaign', () => {
  it('M55 M61: freezes the balance of each account at the end of the period, a letter each', async () => {
    const made = await create('--all')

    expect(made.states).toEqual({ frozen: 3 })
    expect(made.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(
      made.letters.map(({ customer, number, version, balances }) => ({
        customer,
        number,
        version,
        balances,
      })),
    ).toEqual([
      {
        customer: 'A',
        number: '2026-09/0001',
        version: 1,
        balances: [{ currency: 'TRY', balance: '25000.00', answered: null, difference: null }],
      },
      {
        customer: 'B',
        number: '2026-09/0002',
        version: 1,
        balances: [
          { currency: 'EUR', balance: '250.00', answered: null, difference: null },
          { currency: 'TRY', balance: '1000.00', answered: null, difference: null },
        ],
      },
      {
        customer: 'Z',
        number: '2026-09/0003',
        version: 1,
        balances: [{ currency: 'TRY', balance: '0.00', answered: null, difference: null }],
      },
    ])
    const second = await create('--skip-zero')
    expect(second.letters.map(({ number }) => number)).toEqual(['2026-09/0004', '2026-09/0005'])
    const some = await create('--customers', folder.write('some.txt', 'B\n'))
    expect(some.letters.map(({ customer }) => customer)).toEqual(['B'])
    const nobody = await folder.call(
      'campaign',
      'create',
      '--as-of',
      '2026-09-30',
      '--customers',
      folder.write('z.txt', 'Z\n'),
      '--skip-zero',
    )
    expect(nobody.code).toBe(1)
    expect(nobody.json).toMatchObject({ error: { code: 'campaign.empty' } })
  })

  it('M55 M57 (part): sending queues prepared letters into the outbox, once', async () => {
    const { id } = await create('--all')

    expect((await campaign('send', id)).states).toEqual({ queued: 3 })
    expect((await campaign('send', id)).states).toEqual({ queued: 3 })
  })

  it('M59 (part) M62: an answer is recorded with its difference, a later one takes its place', async () => {
    const { id } = await create('--all')
    const file = folder.write('ekstre.csv', 'x')
    const disputed = (
      await folder.call(
        'campaign',
        'answer',
        id,
        '--customer',
        'A',
        '--dispute',
        '22000.00',
        '--file',
        file,
        '--by',
        'Deniz muhasebe',
      )
    ).json as unknown as Letter
    expect(disputed).toMatchObject({
      state: 'disputed',
      balances: [{ answered: '22000.00', difference: '3000.00' }],
    })

    const several = await folder.call(
      'campaign',
      'answer',
      id,
      '--customer',
      'B',
      '--dispute',
      '200.00',
    )
    expect(several.code).toBe(1)
    expect(several.json).toMatchObject({ error: { code: 'answer.currency_needed' } })
    await folder.call('campaign', 'answer', id, '--customer', 'B', '--agree', '--currency', 'EUR')
    expect((await campaign('status', id)).letters[1]?.state).toBe('frozen')
    await folder.call('campaign', 'answer', id, '--customer', 'B', '--agree')
    await folder.call('campaign', 'answer', id, '--customer', 'Z', '--not-ours')
    const status = await campaign('status', id)
    expect(status.states).toEqual({ agreed: 1, disputed: 1, not_ours: 1 })
    await folder.call('campaign', 'answer', id, '--customer', 'A', '--agree')
    expect((await campaign('status', id)).letters[0]).toMatchObject({
      state: 'agreed',
      balances: [{ answered: '25000.00', difference: '0.00' }],
    })
    expect((await folder.call('campaign', 'answer', id, '--customer', 'A')).code).toBe(2)
    expect(
      (await folder.call('campaign', 'answer', id, '--customer', 'A', '--dispute', 'many')).code,
    ).toBe(2)
    expect(
      (await folder.call('campaign', 'answer', id, '--customer', 'QQ', '--agree')).json,
    ).toMatchObject({ error: { code: 'customer.unknown' } })
    expect((await folder.call('verify', '--deep')).json).toMatchObject({ ok: true })
  })

  it.each(['csv', 'xlsx'])('M62 (part): answers from %s, all or none', async (format) => {
    const { id } = await create('--all')
    const rows = [
      ['Cari Kodu', 'Cevap', 'Tutar', 'Döviz', 'Not'],
      ['A', 'dispute', '22.000,50', 'TRY', 'fatura eksik'],
      ['B', 'mutabıkız', '', '', ''],
      ['Z', 'not_ours', '', '', ''],
    ]
    const write = (name: string, cells: readonly (readonly string[])[]) => {
      if (format === 'csv')
        return folder.write(
          name,
          cells.map((row) => row.map((cell) => `"${cell}"`).join(';')).join('\n'),
        )
      writeFileSync(folder.path(name), workbook(cells.map((row) => [...row])))
      return folder.path(name)
    }
    const bad = await folder.call(
      'campaign',
      'answers',
      id,
      write(`bad.${format}`, [...rows, ['A', 'perhaps', '', '', ''], ['X', 'agree', '', '', '']]),
    )
    expect(bad.code).toBe(1)
    expect(bad.json).toMatchObject({
      rows: 5,
      answered: 0,
      problems: [
        { row: 5, column: 'answer', code: 'answer.unknown' },
        { row: 6, column: 'customer_code', code: 'letter.unknown' },
      ],
    })
    expect((await campaign('status', id)).states).toEqual({ frozen: 3 })

    const good = write(`good.${format}`, rows)
    expect((await folder.call('campaign', 'answers', id, good)).json).toMatchObject({
      rows: 3,
      answered: 3,
      unchanged: 0,
      problems: [],
    })
    expect((await folder.call('campaign', 'answers', id, good)).json).toMatchObject({
      rows: 3,
      answered: 0,
      unchanged: 3,
    })
    const status = await campaign('status', id)
    expect(status.states).toEqual({ agreed: 1, disputed: 1, not_ours: 1 })
    expect(status.letters[0]?.balances[0]).toMatchObject({
      answered: '22000.50',
      difference: '2999.50',
    })
  })

  it('N5 M55: what was recorded later shows as changed; a new version says what changed and closes the old', async () => {
    const { id, letters } = await create('--all')
    await folder.call(
      'import',
      'documents',
      folder.write(
        'late.csv',
        'type,document_no,customer_code,document_date,amount\ncredit_note,CRN-1,A,2026-09-29,1250.00\ninvoice,INV-20,A,2026-10-09,99.00\n',
      ),
    )

    const later = await campaign('status', id)
    expect(later.letters[0]).toMatchObject({
      changedSince: '-1250.00',
      hash: letters[0]?.hash,
      balances: [{ balance: '25000.00' }],
    })
    expect(later.letters[1]).toMatchObject({ changedSince: '0.00' })
    const anew = (await folder.call('campaign', 'reissue', id, '--customer', 'A'))
      .json as unknown as Letter
    expect(anew).toMatchObject({
      number: '2026-09/0001',
      version: 2,
      state: 'frozen',
      changedSince: '0.00',
      balances: [{ balance: '23750.00' }],
    })
    expect((await campaign('status', id)).letters).toHaveLength(3)
    const out = folder.path('out')
    mkdirSync(out)
    const rendered = await folder.call('campaign', 'render', id, '--out', out, '--format', 'both')
    expect(rendered.json).toMatchObject({ files: 6, failures: [] })
    expect(readdirSync(out).toSorted()).toEqual([
      'A.pdf',
      'A.xlsx',
      'B.pdf',
      'B.xlsx',
      'Z.pdf',
      'Z.xlsx',
    ])
  })

  it('M61: BA/BS letters state what is declared of the month, cheque lists what is not yet due', async () => {
    await folder.call(
      'import',
      'documents',
      folder.write(
        'q.csv',
        'type,document_no,customer_code,document_date,due_date,amount\ncheque,CHQ-1,A,2026-09-10,2026-11-30,4000.00\ncheque,CHQ-2,A,2026-09-11,2026-09-25,100.00\n',
      ),
    )
    const forms = await create('--kind', 'ba-bs')
    expect(forms.letters.map(({ customer, balances }) => [customer, balances[0]?.balance])).toEqual(
      [
        ['A', '15000.00'],
        ['B', '13125.00'],
      ],
    )
    const cheques = await create('--kind', 'cheques')
    expect(
      cheques.letters.map(({ customer, balances }) => [customer, balances[0]?.balance]),
    ).toEqual([['A', '4000.00']])
  })
})
