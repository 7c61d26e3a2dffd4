/** How a call is said and answered: exit codes, one JSON document, errors with a code. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CliFolder, saldo } from '../support/cli.ts'

const folder = new CliFolder()

beforeAll(async () => {
  await folder.call('init', '--name', 'Form', '--currency', 'TRY')
  const customers = 'customer_code,name\nC1,One\nC2,Two\n'
  await folder.call('import', 'customers', folder.write('customers.csv', customers))
  const invoice = {
    type: 'invoice',
    document_no: 'INV-1',
    customer_code: 'C1',
    document_date: '2026-03-01',
    due_date: '2026-03-31',
    amount: '100.00',
  }
  await folder.call('post', folder.write('invoice.json', JSON.stringify(invoice)))
})

afterAll(() => folder.remove())

describe('wrong usage exits 2 and names its code', () => {
  it.each([
    [['frobnicate']],
    [['aging', '--as-of', '2026-02-30']],
    [['aging', '--by', 'weekday']],
    [['aging', '--buckets', '30,20']],
    [['aging', '--buckets', 'a,b']],
    [['aging', '--known-at', '2026']],
    [['aging', '--known-at', '2026-02-30T10:00:00Z']],
    [['aging', '--lang', 'fr']],
    [['aging', '--currency', 'QQQ']],
    [['statement']],
    [['allocate', '--receipt', 'R-1']],
    [['reverse', 'INV-1']],
    [['periods', 'close', '2026-13']],
    [['rates', 'set', 'USD', '2026-01-01', '-1']],
    [['import', 'documents', 'x.csv', '--dates', 'Q']],
    [['generate', '--out', 'x', '--seed', '1', '--customers', '0', '--documents', '5']],
    [
      [
        'generate',
        '--out',
        'x',
        '--seed',
        '1',
        '--customers',
        '1',
        '--documents',
        '5',
        '--variant',
        'v',
      ],
    ],
  ])('%j', async (argv) => {
    const answer = await folder.call(...argv)
    expect(answer.code).toBe(2)
    expect(answer.json['error']).toMatchObject({
      code: expect.stringMatching(/^[a-z_]+(\.[a-z_]+)?$/) as string,
      message: expect.stringMatching(/.{8}/) as string,
    })
  })

  it('without a company', async () => {
    const answer = await saldo('aging', '--json')
    expect([answer.code, answer.json]).toEqual([
      2,
      {
        error: {
          code: 'company.required',
          message: 'Name the company file with --company FILE.',
        },
      },
    ])
  })
})

describe('what is understood and declined exits 1', () => {
  it('says the code, the details and a sentence', async () => {
    const answer = await folder.call('customer', 'NOPE')
    expect(answer.code).toBe(1)
    expect(answer.json['error']).toMatchObject({ code: 'customer.unknown', customer: 'NOPE' })
    expect(answer.err).toBe('')
  })

  it('speaks Turkish and German', async () => {
    const say = async (language: string) => {
      const { json } = await folder.call('customer', 'NOPE', '--lang', language)
      return (json['error'] as { message: string }).message
    }
    expect(await say('tr')).toContain('NOPE kodlu cari yok')
    expect(await say('de')).toContain('Es gibt keinen Kunden NOPE')
  })

  it('touches nothing when the company is there already', async () => {
    const before = await folder.call('verify')
    const answer = await folder.call('init', '--name', 'Again', '--currency', 'EUR')
    expect([answer.code, (answer.json['error'] as { code: string }).code]).toEqual([
      1,
      'company.exists',
    ])
    expect((await folder.call('verify')).json['digest']).toBe(before.json['digest'])
  })

  it('gives amounts in errors as decimal strings', async () => {
    const answer = await folder.call('dispute', 'INV-1', '--amount', '100.01', '--reason', 'price')
    expect(answer.json['error']).toMatchObject({ code: 'dispute.exceeds_open', open: '100.00' })
  })

  it('names every entry of `post` that cannot be read, and posts none', async () => {
    const entries = [
      {
        type: 'invoice',
        document_no: 'P-1',
        customer_code: 'C1',
        document_date: '2026-03-05',
        amount: '1.00',
      },
      {
        type: 'invoice',
        document_no: 'P-2',
        customer_code: 'C1',
        document_date: '2026-02-31',
        amount: '1.00',
      },
      {
        type: 'invoic',
        document_no: 'P-3',
        customer_code: 'C1',
        document_date: '2026-03-05',
        amount: '1.005',
      },
    ]
    const answer = await folder.call('post', folder.write('bad.json', JSON.stringify(entries)))
    expect(answer.code).toBe(1)
    const error = answer.json['error'] as { code: string; problems: { entry: number }[] }
    expect(error.code).toBe('date.invalid')
    expect(error.problems.map(({ entry }) => entry)).toEqual([2, 3, 3])
    const { rows } = (await folder.call('aging', '--as-of', '2026-12-31')).json as {
      rows: { total: string }[]
    }
    expect(rows.map(({ total }) => total)).toEqual(['100.00'])
  })
})

describe('standard output', () => {
  it('is a table without --json, amounts with the digits of their currency', async () => {
    const { out } = await saldo('aging', '--as-of', '2026-04-30', '--company', folder.company)
    expect(out.split('\n')[0]).toMatch(/^customer +account +currency +not_due +1-30 +31-60/)
    expect(out).toMatch(/C1 +One +TRY +0\.00 +100\.00/)
  })

  it('is one object per line for customers, sorted by code', async () => {
    const { out } = await folder.call('customers')
    const codes = out.trim().split('\n')
    expect(codes.map((line) => (JSON.parse(line) as { customer: string }).customer)).toEqual([
      'C1',
      'C2',
    ])
  })

  it('may be closed by its reader', () => {
    const script = `const { main } = await import(${JSON.stringify(ENTRY)}); process.exitCode = await main(['customers', '--company', process.argv[1]])`
    const { stderr, status } = spawnSync(
      'sh',
      [
        '-c',
        '"$0" --input-type=module -e "$1" "$2" | true',
        process.execPath,
        script,
        folder.company,
      ],
      { encoding: 'utf8' },
    )
    expect([status, stderr]).toEqual([0, ''])
  })
})

const ENTRY = fileURLToPath(new URL('../../main/cli/index.ts', import.meta.url))
