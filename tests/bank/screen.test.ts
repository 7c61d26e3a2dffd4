/** What the bank screen asks: proposals worked out beside, items to tick, lines parked together. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Connected, connected } from '../support/connected.ts'

const dir = mkdtempSync(join(tmpdir(), 'saldo-bank-screen-'))
const clock = { now: () => Date.parse('2026-10-31T09:00:00Z') }
let client: Connected['client']
let stop: Connected['stop']
beforeAll(async () => {
  ;({ client, stop } = await connected({ dataDir: dir, clock }))
  await client.companies.createDemo({
    file: join(dir, 'demo.saldo'),
    customers: 60,
    documents: 600,
  })
})
afterAll(async () => {
  await stop()
  rmSync(dir, { recursive: true, force: true })
})

it('M104: proposals worked out beside are those of matching, and those asked for meanwhile share a run', async () => {
  const matched = await client.bank.match({})
  const answers = await Promise.all([1, 2, 3, 4].map(() => client.bank.proposals({})))
  for (const lines of answers)
    expect(lines.map((line) => ({ ...line, posted: null }))).toEqual(matched)
})

it('M104: what was posted is in the next answer, however soon it is asked for', async () => {
  const before = await client.bank.proposals({})
  const sure = before.filter(({ decision }) => decision === 'post').slice(0, 5)
  for (const { entry, proposals } of sure) {
    const asked = client.bank.proposals({})
    const [best] = proposals
    await client.bank.post({
      applications: [
        {
          lineId: entry.id,
          customerCode: best?.customer ?? '',
          to: (best?.allocations ?? []).map(({ documentNo, documentId, amountMinor }) => ({
            documentNo,
            documentId,
            amountMinor,
          })),
          adjustments: best?.adjustments ?? [],
        },
      ],
    })
    const now = await client.bank.proposals({})
    expect(now.map((line) => line.entry.id)).not.toContain(entry.id)
    await asked
  }
  await client.bank.undo({ lineIds: sure.map(({ entry }) => entry.id) })
  expect(await client.bank.proposals({})).toHaveLength(before.length)
})

it('M104 M107: the items of a payer hold all that is proposed, at what it is worth in the line’s currency', async () => {
  for (const { entry, proposals } of await client.bank.proposals({})) {
    const [best] = proposals
    if (!best) continue
    const items = await client.bank.items({ lineId: entry.id, customerCode: best.customer })
    for (const { documentId, currency } of best.allocations) {
      const item = items.find((one) => one.documentId === documentId)
      expect(item?.currency).toBe(currency)
      expect(item?.rate === '1').toBe(currency === entry.currency)
    }
  }
})

it('M104: a rule that names the payer proposes her, however little her documents say', async () => {
  const lines = await client.bank.proposals({})
  const strange = lines.find(({ entry, proposals: [best] }) => entry.amountMinor > 0 && best)
  const { items } = await client.documents.openItems({ side: 'debit' })
  // Somebody whose documents have nothing to do with it.
  const customer = items.find(
    (item) =>
      item.currency === strange?.entry.currency &&
      strange.proposals.every((one) => one.customer !== item.customer),
  )?.customer
  const ruleId = '01900000-0000-7000-8000-00000000abcd'
  await client.bank.setRule({
    ruleId,
    name: 'named by hand',
    when: { text: strange?.entry.text ?? '' },
    effect: { kind: 'customer', customer: customer ?? '', onAccount: false },
  })
  const now = await client.bank.proposals({})
  const found = now.find(({ entry }) => entry.id === strange?.entry.id)
  expect(found?.proposals[0]?.customer).toBe(customer)
  expect(found?.decision).toBe('propose')
  await client.bank.removeRule({ ruleId })
})

it('M104: items are found in all accounts by document, amount and name', async () => {
  const [line] = await client.bank.proposals({})
  const lineId = line?.entry.id ?? ''
  const { items } = await client.documents.openItems({ side: 'debit' })
  const wanted = items.find(({ currency }) => currency === 'TRY')
  const amount = ((wanted?.openMinor ?? 0) / 100).toFixed(2).replace('.', ',')
  for (const text of [wanted?.documentNo ?? '', wanted?.customerName ?? '', amount]) {
    const found = await client.bank.items({ lineId, text })
    expect(found.map(({ documentNo }) => documentNo)).toContain(wanted?.documentNo)
  }
  expect(await client.bank.items({ lineId, text: 'no such thing' })).toEqual([])
})

it('M104: one name in two currencies is two accounts, told apart by their ids', async () => {
  for (const [currency, amount] of [
    ['TRY', '11,11'],
    ['USD', '22,22'],
  ] as const) {
    const path = join(dir, `${currency}.csv`)
    writeFileSync(path, `Tarih;Açıklama;Tutar;Döviz\n31.10.2026;HAVALE;${amount};${currency}\n`)
    await client.bank.import({ source: { path }, account: 'İki Dövizli' })
  }
  const both = (await client.bank.accounts({})).filter(({ name }) => name === 'İki Dövizli')
  expect(both).toHaveLength(2)
  for (const { accountId, currency } of both) {
    const lines = await client.bank.proposals({ account: accountId })
    expect(lines.map(({ entry }) => entry.currency)).toEqual([currency])
  }
})

it('N11: what lines are posted as posts them once more, to the last document', async () => {
  const proposed = await client.bank.proposals({})
  const used = new Set<string>()
  const applications = proposed.flatMap(({ entry, proposals: [best] }) => {
    // What two lines would pay goes to the first one.
    const ids = best?.allocations.map(({ documentId }) => documentId) ?? []
    if (!best || ids.some((documentId) => used.has(documentId))) return []
    for (const documentId of ids) used.add(documentId)
    return [
      {
        lineId: entry.id,
        customerCode: best.customer,
        ...(ids.length === 0 ? {} : { to: best.allocations }),
        adjustments: best.adjustments,
        onAccount: ids.length === 0,
        confidence: best.confidence,
      },
    ]
  })
  await client.bank.post({ applications })
  const lineIds = applications.map(({ lineId }) => lineId)
  const told = await client.bank.postedAs({ lineIds })
  const again = told.flatMap((one) => one ?? [])
  const own = again.map(({ lineId }) => lineId)
  const before = await madeOf(own)

  expect(again.length).toBeGreaterThan(5)
  // What the rate made of another currency is not told to the last unit: those are left alone.
  for (const [at, one] of told.entries())
    expect(one === null).toBe(
      proposed
        .find(({ entry }) => entry.id === lineIds[at])
        ?.proposals[0]?.allocations.some(
          ({ currency }) =>
            currency !== proposed.find(({ entry }) => entry.id === lineIds[at])?.entry.currency,
        ),
    )
  await client.bank.undo({ lineIds: own })
  await client.bank.post({ applications: again })
  expect(await madeOf(own)).toEqual(before)
  await client.bank.undo({ lineIds })
  expect(await client.bank.postedAs({ lineIds: own.slice(0, 1) })).toEqual([null])
})

/** What lines made: documents, and what pays what. */
async function madeOf(lineIds: readonly string[]) {
  const lines = await Promise.all(lineIds.map((lineId) => client.bank.get({ lineId })))
  return Promise.all(
    lines.map(async ({ customer, confidence, documentIds }) => {
      const documents = await Promise.all(
        documentIds.map((documentId) => client.documents.get({ documentId })),
      )
      return [
        customer?.code,
        confidence,
        documents.map(({ kind, amountMinor, taxMinor, allocations }) => [
          kind,
          amountMinor,
          taxMinor,
          allocations.map(({ documentId, kind: other, amountMinor: part }) =>
            documentIds.includes(documentId) ? [other, part] : [documentId, part],
          ),
        ]),
      ]
    }),
  )
}

it('M108 N11: what is no customer’s money is parked together, all or none, and taken back', async () => {
  const lines = await client.bank.proposals({})
  const foreign = lines.filter(({ reason }) => reason === 'match.not_customer')
  const lineIds = foreign.map(({ entry }) => entry.id)
  expect(lineIds.length).toBeGreaterThan(2)
  const [first] = lineIds
  await client.bank.park({ lineId: first ?? '', reason: 'alone' })
  await expect(client.bank.parkMany({ lineIds, reason: 'costs' })).rejects.toMatchObject({
    code: 'bank.line_posted',
  })
  expect(await client.bank.list({ state: 'suspense' })).toHaveLength(1)
  expect(await client.bank.parkMany({ lineIds: lineIds.slice(1), reason: 'costs' })).toEqual({
    lines: lineIds.length - 1,
  })
  const parked = await client.bank.list({ state: 'suspense' })
  expect(parked.filter(({ reason }) => reason === 'costs')).toHaveLength(lineIds.length - 1)
  const [account] = await client.bank.accounts({})
  expect(account?.parked).toBeGreaterThan(0)
  await client.bank.undo({ lineIds })
  expect(await client.bank.list({ state: 'suspense' })).toEqual([])
  expect((await client.companies.verify({ deep: true })).ok).toBe(true)
})

it('M107: an item says what its terms grant on the line’s day, and nothing once that is over', async () => {
  const customerCode = '999.01'
  await client.customers.create({
    customerId: '01900000-0000-7000-8000-00000000ab01',
    customer: { code: customerCode, name: 'Erken Öder', terms: '2/10 NET30' },
  })
  await client.documents.post({
    documents: [
      {
        documentId: '01900000-0000-7000-8000-00000000ab02',
        kind: 'invoice',
        documentNo: 'ERKEN-1',
        customerCode,
        documentDate: '2026-10-15' as never,
        amountMinor: 10_000_00,
      },
    ],
  })
  const path = join(dir, 'erken.csv')
  const rows = ['25.10.2026;HAVALE;9800,01', '26.10.2026;HAVALE;9800,02']
  writeFileSync(path, ['Tarih;Açıklama;Tutar', ...rows, ''].join('\n'))
  await client.bank.import({ source: { path }, account: 'Erken' })
  const granted = async (amountMinor: number) => {
    const lines = await client.bank.list({ account: 'Erken' })
    const lineId = lines.find(({ entry }) => entry.amountMinor === amountMinor)?.entry.id ?? ''
    const items = await client.bank.items({ lineId, customerCode })
    return items.map(({ documentNo, discountMinor }) => [documentNo, discountMinor])
  }

  expect(await granted(9_800_01)).toEqual([['ERKEN-1', 200_00]])
  expect(await granted(9_800_02)).toEqual([['ERKEN-1', 0]])
})
