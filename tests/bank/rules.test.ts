/** Rules for bank lines in an order people choose, tried before they are saved; facts that are forgotten. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testBackend, type TestBackend } from '../support/backend.ts'

const IBAN = 'TR330006100519786457841326'
const DENIZ = '120.01.0077'
const YILDIZ = '120.01.0042'

let backend: TestBackend
let lines: readonly string[]
beforeEach(async () => {
  backend = await testBackend()
  const { client } = backend
  for (const [code, name] of [
    [DENIZ, 'Deniz Ticaret'],
    [YILDIZ, 'Yıldız Yapı'],
  ] as const)
    await client.customers.create({ customerId: crypto.randomUUID(), customer: { code, name } })
  await client.documents.post({
    // Of both the same: an amount alone says nothing of who paid.
    documents: [DENIZ, YILDIZ].flatMap((customerCode) =>
      [100_00, 200_00].map((amountMinor) => ({
        kind: 'invoice' as const,
        customerCode,
        documentDate: '2026-09-01' as const,
        amountMinor,
      })),
    ),
  })
  const path = backend.write(
    'bank.csv',
    [
      'Tarih;Açıklama;Tutar;IBAN;Karşı taraf',
      `2026-10-01;SEVKİYAT BEDEL ŞUBE 1;100,00;${IBAN};Ali Veli`,
      `2026-10-02;SEVKİYAT BEDEL ŞUBE 2;200,00;;Ali Veli`,
      `2026-10-03;POS MUTABAKAT;300,00;;`,
      '',
    ].join('\n'),
  )
  await client.bank.import({ source: { path }, account: 'Ziraat TL' })
  lines = (await client.bank.list({})).map(({ entry }) => entry.id)
})
afterEach(() => backend.stop())

const of = (customer: string) => ({ kind: 'customer' as const, customer, onAccount: true })
const put = (name: string, when: object, customer = DENIZ) =>
  backend.client.bank.setRule({ ruleId: crypto.randomUUID(), name, when, effect: of(customer) })
const names = async () => (await backend.client.bank.rules({})).map(({ name }) => name)
const first = async (line: number) => {
  const matched = await backend.client.bank.match({})
  return matched.find(({ entry }) => entry.id === lines[line])?.proposals[0]?.customer
}

describe('M107 (part): rules', () => {
  it('apply in the order people put them in, and a removed one comes back where it stood', async () => {
    const { bank } = backend.client
    const a = await put('A', { text: 'sevkiyat' }, DENIZ)
    const b = await put('B', { text: 'SEVKIYAT bedel' }, YILDIZ)
    const c = await put('C', { text: 'pos' })
    expect(await first(0)).toBe(DENIZ)

    await bank.orderRules({ ruleIds: [b.ruleId, c.ruleId, a.ruleId] })
    expect(await names()).toEqual(['B', 'C', 'A'])
    expect(await first(0)).toBe(YILDIZ)

    await bank.removeRule({ ruleId: b.ruleId })
    expect(await first(0)).toBe(DENIZ)
    await bank.setRule(b)
    await bank.setRule({ ...c, name: 'C2' })
    await put('D', { text: 'x1' })
    expect(await names()).toEqual(['B', 'C2', 'A', 'D'])
    expect((await bank.rules({}))[0]?.customerName).toBe('Yıldız Yapı')
    expect((await backend.client.companies.verify({})).ok).toBe(true)
  })

  it('are not put in an order that leaves one out or names one that is gone', async () => {
    const { bank } = backend.client
    const a = await put('A', { text: 'sevkiyat' })
    const b = await put('B', { text: 'pos' })

    for (const ruleIds of [[a.ruleId], [a.ruleId, a.ruleId], [a.ruleId, crypto.randomUUID()]])
      await expect(bank.orderRules({ ruleIds })).rejects.toMatchObject({
        code: 'bank.rules_changed',
      })
    expect(await names()).toEqual(['A', 'B'])
    await bank.orderRules({ ruleIds: [b.ruleId, a.ruleId] })
    expect(await names()).toEqual(['B', 'A'])
  })

  it('say before they are saved which lines they would have decided, and who decides some before', async () => {
    const { bank } = backend.client
    await bank.post({
      applications: [{ lineId: lines[0] ?? '', customerCode: DENIZ, onAccount: true }],
    })
    const rent = await put('Rent', { text: 'sevkiyat', minMinor: 150_00 })

    const tried = await bank.tryRule({ when: { counterparty: 'ALI VELI' }, customer: YILDIZ })
    expect(tried).toMatchObject({ matched: 2, earlier: 1, others: 1 })
    expect(
      tried.lines.map(({ entry, state, customer, earlierRule }) => [
        entry.date,
        state,
        customer,
        earlierRule,
      ]),
    ).toEqual([
      ['2026-10-02', 'todo', null, 'Rent'],
      ['2026-10-01', 'posted', DENIZ, null],
    ])
    // A rule that is changed stands at its own place: nothing comes before it.
    expect(
      await bank.tryRule({ ruleId: rent.ruleId, when: { text: 'sevkiyat' }, customer: DENIZ }),
    ).toMatchObject({ matched: 2, earlier: 0, others: 0 })
    expect((await bank.tryRule({ when: { iban: IBAN } })).matched).toBe(1)
    expect((await bank.tryRule({ when: { account: 'Ziraat TL' } })).matched).toBe(3)
    expect((await bank.tryRule({ when: { currency: 'USD' } })).matched).toBe(0)
  })

  it('that would hold for every line, or for none, are refused', async () => {
    const { bank } = backend.client

    await expect(put('A', { text: '…!' })).rejects.toMatchObject({ code: 'bank.rule_words' })
    await expect(bank.tryRule({ when: { counterparty: '--' } })).rejects.toMatchObject({
      code: 'bank.rule_words',
    })
    await expect(put('A', { minMinor: 200, maxMinor: 100 })).rejects.toMatchObject({
      code: 'bank.rule_amounts',
    })
    expect(await names()).toEqual([])
  })
})

const learned = async (line: number) => {
  const matched = await backend.client.bank.match({})
  const best = matched.find(({ entry }) => entry.id === lines[line])?.proposals[0]
  return best?.evidence.some(({ kind }) => kind === 'learned') === true ? best.customer : null
}

describe('N11 (part): learned facts', () => {
  const fact = { kind: 'name' as const, key: 'ALI VELI', customerCode: DENIZ }
  const facts = async () =>
    (await backend.client.bank.facts({})).map(({ kind, key, count }) => `${kind} ${key} ${count}`)
  const post = async (at: number) =>
    backend.client.bank.post({
      applications: [{ lineId: lines[at] ?? '', customerCode: DENIZ, onAccount: true }],
    })

  it('are forgotten one at a time, no longer used, and taught anew by a later line', async () => {
    const { bank, companies } = backend.client
    await post(0)
    expect(await facts()).toContain('name ALI VELI 1')
    expect((await bank.factLines(fact)).map(({ entry, customer }) => [entry.id, customer])).toEqual(
      [[lines[0], DENIZ]],
    )
    expect(await learned(1)).toBe(DENIZ)

    expect(await bank.forgetFact(fact)).toEqual({ lineIds: [lines[0]] })
    expect((await facts()).filter((one) => one.startsWith('name'))).toEqual([])
    expect(await facts()).toContain(`iban ${IBAN} 1`)
    expect(await bank.factLines(fact)).toEqual([])
    const [last] = await companies.audit({ limit: 1 })
    expect(last).toMatchObject({ object: DENIZ, operations: 1 })
    await bank.forgetFact({ ...fact, kind: 'text', key: 'SEVKIYAT BEDEL' })
    expect(await learned(1)).toBeNull()
    await expect(bank.forgetFact(fact)).rejects.toMatchObject({ code: 'bank.fact_unknown' })

    await post(1)
    expect(await facts()).toContain('name ALI VELI 1')
    expect((await companies.verify({})).ok).toBe(true)
  })

  it('come back when forgetting is undone, but not of a line that was taken back since', async () => {
    const { bank } = backend.client
    await post(0)
    await post(1)
    const before = await facts()
    const { lineIds } = await bank.forgetFact(fact)

    expect(await bank.recallFact({ ...fact, lineIds })).toEqual({ lines: 2 })
    expect((await facts()).toSorted()).toEqual(before.toSorted())
    await bank.forgetFact(fact)
    await bank.undo({ lineIds: [lines[0] ?? ''] })
    expect(await bank.recallFact({ ...fact, lineIds })).toEqual({ lines: 1 })
    // A line says only what stands in it.
    expect(await bank.recallFact({ ...fact, key: 'SOMEBODY', lineIds })).toEqual({ lines: 0 })
  })
})
