/** The demo's bank: what is in its books, what matching makes of it, and the file for a person to bring in. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CliFolder } from '../support/cli.ts'
import { type Connected, connected } from '../support/connected.ts'

type Matched = Awaited<ReturnType<Connected['client']['bank']['match']>>

const dir = mkdtempSync(join(tmpdir(), 'saldo-demo-bank-'))
const clock = { now: () => Date.parse('2026-10-31T09:00:00Z') }
let client: Connected['client']
let stop: Connected['stop']
beforeAll(async () => {
  ;({ client, stop } = await connected({ dataDir: dir, clock }))
  await client.companies.createDemo({ file: join(dir, 'demo.saldo') })
}, 120_000)
afterAll(async () => {
  await stop()
  rmSync(dir, { recursive: true, force: true })
})

const best = (lines: Matched) => lines.map(({ proposals: [one] }) => one?.confidence ?? 0)
const textOf = ({ entry }: Matched[number]) =>
  [entry.date, entry.amountMinor, entry.text, entry.iban].join('\t')

describe('the demo company as it is made', () => {
  it('M104 (part) M108 (part) M167 (part): two accounts whose statements close, every line to do and nothing in the ledger', async () => {
    const accounts = await client.bank.accounts({})
    const lines = await client.bank.list({})
    const entries = lines.map(({ entry }) => entry)

    expect(accounts.map(({ name, currency, todo }) => [name, currency, todo])).toEqual([
      ['Uludağ Bankası Ana Hesap', 'TRY', 62],
      ['Uludağ Bankası Euro Hesabı', 'EUR', 10],
    ])
    expect(accounts.every(({ closingOn }) => closingOn === '2026-09-30')).toBe(true)
    expect(
      lines.every(({ state, documents }) => documents.length === 0 && state !== 'posted'),
    ).toBe(true)
    expect(new Set(lines.map(({ entry }) => entry.id)).size).toBe(72)
    expect(entries.every(({ date }) => date.startsWith('2026-09-'))).toBe(true)
    // Money of customers, and the firm's own costs.
    expect(entries.filter(({ amountMinor }) => amountMinor < 0).length).toBe(11)
    const { checks } = await client.periods.check({ month: '2026-09' as never })
    expect(checks.find(({ name }) => name === 'unmatched')).toMatchObject({ ok: false, count: 72 })
    expect((await client.companies.verify({ deep: true })).ok).toBe(true)
  })

  it('M104 M107: most lines are sure, some are asked about, some are nobody’s', async () => {
    const matched = await client.bank.match({})
    const scores = best(matched)
    const share = (of: (score: number) => boolean) => scores.filter(of).length / scores.length

    expect(share((score) => score >= 0.95)).toBeGreaterThanOrEqual(0.6)
    expect(share((score) => score > 0 && score < 0.95)).toBeGreaterThan(0.08)
    expect(share((score) => score === 0)).toBeGreaterThan(0.1)
    expect(matched.every(({ posted }) => posted === null)).toBe(true)
    const reasons = new Set(matched.map(({ reason }) => reason))
    for (const reason of [
      'match.sure',
      'match.equal',
      'match.difference',
      'match.not_customer',
      'match.nobody',
    ])
      expect(reasons).toContain(reason)
    const kinds = new Set(
      matched.flatMap(({ proposals: [one] }) => one?.adjustments ?? []).map(({ kind }) => kind),
    )
    expect([...kinds].toSorted()).toEqual(['fee', 'rounding'])
    expect(matched.some(({ proposals: [one] }) => (one?.allocations.length ?? 0) > 2)).toBe(true)
  })

  it('M55 (part) M61 (part): letters of September are out, and some of them answered', async () => {
    const [head, second] = await client.campaigns.list({})

    expect(second).toBeUndefined()
    expect(head).toMatchObject({ kind: 'balance', asOf: '2026-09-30', answerBy: '2026-10-11' })
    expect(head?.states).toMatchObject({ agreed: 12, disputed: 4, bounced: 1 })
    expect(head?.states.frozen).toBeGreaterThan(40)
    expect(head?.unanswered).toBe(head?.states.sent)
    const { rows } = await client.campaigns.status({ campaignId: head?.campaignId ?? '' })
    const disputed = rows.filter(({ state }) => state === 'disputed')
    expect(
      disputed.every(({ balances: [one], note }) => one?.differenceMinor !== 0 && note !== null),
    ).toBe(true)
    expect(
      rows.every(({ balances }) => balances.every(({ changedMinor }) => changedMinor === 0)),
    ).toBe(true)
  })

  it('M167 (part): lines, letters and the next file are the same in every demo of the seed, others of another', async () => {
    const made = async (seed: number, name: string) => {
      await client.companies.createDemo({
        seed,
        customers: 60,
        documents: 600,
        file: join(dir, name),
      })
      const letters = await client.campaigns.list({})
      return {
        lines: (await client.bank.match({})).map(textOf),
        sample: (await client.bank.sample({})).text,
        letters: letters.map(({ states, unanswered }) => ({ states, unanswered })),
      }
    }
    const first = await made(1, 'one.saldo')

    expect(await made(1, 'two.saldo')).toEqual(first)
    expect((await made(2, 'three.saldo')).lines).not.toEqual(first.lines)
    expect(first.lines.length).toBeGreaterThan(15)
    await client.companies.open({ file: join(dir, 'demo.saldo') })
  })
})

describe('its next bank file', () => {
  it('M104 M107: is taken whole, and fifty of its lines are sure, of as many customers whom no line named before', async () => {
    const before = await client.bank.match({})
    const named = new Set(
      before.flatMap(({ proposals }) =>
        proposals.flatMap(({ customer, allocations }) => [
          customer,
          ...allocations.map((one) => one.customer),
        ]),
      ),
    )
    const accounts = new Set(before.map(({ entry }) => entry.iban))
    const { fileName, text } = await client.bank.sample({})
    expect(await client.bank.sample({})).toEqual({ fileName, text })
    const path = join(dir, fileName)
    writeFileSync(path, text)
    const taken = await client.bank.import({ source: { path } })
    const [account] = await client.bank.accounts({})
    const october = (await client.bank.match({})).filter(({ entry }) => entry.date >= '2026-10-01')

    expect(fileName).toBe('2026-10-TRY.sta')
    expect(taken).toMatchObject({ format: 'mt940', taken: true })
    expect(taken.statements).toMatchObject([
      {
        currency: 'TRY',
        from: '2026-10-01',
        to: '2026-10-31',
        imported: 55,
        unchanged: 0,
        control: { ok: true },
      },
    ])
    // Begins where the books' last statement ended, and on the account they have.
    expect(account).toMatchObject({
      closingOn: '2026-10-31',
      closingMinor: taken.statements[0]?.closingMinor,
      todo: 117,
    })
    expect(october).toHaveLength(55)
    expect(best(october).filter((score) => score >= 0.95).length).toBeGreaterThanOrEqual(50)
    const payers = october.map(({ proposals: [one] }) => one?.customer ?? '')
    expect(new Set(payers).size).toBe(55)
    expect(payers.filter((code) => named.has(code))).toEqual([])
    expect(october.filter(({ entry: { iban } }) => iban !== null && accounts.has(iban))).toEqual([])
    expect(october.every(({ proposals: [one] }) => (one?.allocations.length ?? 0) > 0)).toBe(true)
  })

  it('M104 (part): is offered no second time, and to no other company', async () => {
    const [first] = await client.bank.list({ account: 'Uludağ Bankası Ana Hesap' })
    const again = await client.bank.import({ source: { path: join(dir, '2026-10-TRY.sta') } })

    expect(again.statements).toMatchObject([{ imported: 0, unchanged: 55 }])
    expect(first).toBeDefined()
    await expect(client.bank.sample({})).rejects.toMatchObject({
      code: 'bank.sample_taken',
      params: { date: '2026-10-31' },
    })
    await client.companies.create({ name: 'Own', currency: 'TRY' })
    await expect(client.bank.sample({})).rejects.toMatchObject({ code: 'company.not_demo' })
  })

  it('cli demo: --bank-file writes it beside, never over another file, and bank import takes it', async () => {
    const folder = new CliFolder()
    const small = ['--customers', '60', '--documents', '600', '--until', '2026-10-31']
    const path = folder.path('ekim.sta')
    const made = await folder.call('demo', ...small, '--bank-file', path)
    const taken = await folder.call('bank', 'import', path)
    const other = await folder.call('demo', ...small, '--bank-file', path)

    expect(made.json).toMatchObject({ bankFile: path, currency: 'TRY' })
    expect(taken.code).toBe(0)
    expect(taken.json).toMatchObject({
      statements: [{ control: { ok: true, difference: '0.00' }, unchanged: 0 }],
    })
    expect(other.json).toMatchObject({ error: { code: 'file.exists' } })
    folder.remove()
  })
})
