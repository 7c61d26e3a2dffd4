/** A company in which a stranger wrote every text the contract takes (the list is in hostile-text.spec.ts). */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SaldoContract } from '../../shared/contract/index.ts'
import type { Client } from '../../shared/rpc/procedure.ts'
import { CORPUS, hostile } from './hostile-corpus.ts'

export const hostileId = (kind: number, n: number) =>
  `00000000-0000-4000-800${kind}-${String(n).padStart(12, '0')}`

/** Answers the company's file. */
export async function hostileBooks(client: Client<SaldoContract>, dir: string): Promise<string> {
  const file = join(dir, 'hostile.saldo')
  await client.companies.create({ name: hostile(3, 200), currency: 'TRY', file })
  const short = CORPUS.map((_, n) => hostile(n, 60))
  for (const [n, text] of CORPUS.entries()) {
    const at = (k: number) => hostile(n + k)
    await client.customers.create({
      customerId: hostileId(1, n),
      acceptDuplicate: true,
      customer: {
        code: `${n} ${short[n]?.slice(0, 55)}`,
        name: text,
        taxOffice: at(1),
        city: at(2),
        address: at(3),
        contact: at(4),
        email: at(5),
        phone: at(6),
        segment: at(7),
        priceList: at(8),
        discount: at(9),
        tags: [at(10), at(11)],
        custom: { [at(12)]: at(13) },
      },
    })
  }
  const codeOf = (n: number) => `${n} ${short[n]?.slice(0, 55)}`.trim()
  const documents = CORPUS.map((text, n) => ({
    documentId: hostileId(2, n),
    kind: 'invoice' as const,
    documentNo: `${n} ${hostile(n + 20, 58)}`,
    customerCode: codeOf(n % 3),
    documentDate: '2026-09-01',
    dueDate: '2026-10-01',
    amountMinor: 100_00 + n,
    reference: text,
    description: hostile(n + 21),
    externalRef: `${n} ${hostile(n + 22)}`,
    branchCode: hostile(n + 23, 64),
    method: hostile(n + 24),
  }))
  await client.documents.post({ documents })
  const key = (n: number) => ({ documentId: hostileId(2, n) })
  await client.documents.dispute({
    disputeId: hostileId(3, 0),
    key: key(0),
    amountMinor: 50_00,
    reason: hostile(31, 64),
    note: hostile(32),
  })
  await client.documents.agreeDueDate({
    key: key(3),
    dueOn: '2026-11-01',
    reason: hostile(33),
  })
  await client.documents.reverse({ key: key(6), reason: hostile(34) })
  await client.customers.patch({ code: codeOf(0), patch: { address: hostile(35) } })
  const { settings } = await client.companies.info({})
  await client.companies.setSettings({
    letterhead: {
      ...settings.letterhead,
      address: hostile(37),
      taxOffice: hostile(38),
      contact: hostile(39),
    },
    letters: { ...settings.letters, signers: hostile(47) },
  })
  const letters = { campaignId: hostileId(5, 0), customers: [codeOf(0), codeOf(1)] }
  await client.campaigns.create({
    campaignId: letters.campaignId,
    order: { asOf: '2026-10-31', customers: letters.customers },
  })
  await client.campaigns.send(letters)
  await client.campaigns.mark({ ...letters, as: 'delivered', note: hostile(48) })
  await client.campaigns.answer({
    eventId: hostileId(6, 0),
    campaignId: letters.campaignId,
    customer: codeOf(0),
    answer: 'dispute',
    theirsMinor: 100,
    by: hostile(49, 200),
    note: hostile(50),
    file: { name: hostile(51, 100), base64: 'YQ==' },
  })
  const bankFile = join(dir, 'bank.csv')
  writeFileSync(
    bankFile,
    ['Tarih;Açıklama;Tutar', `2026-10-05;"${hostile(52).replaceAll('"', '""')}";700,00`, ''].join(
      '\n',
    ),
  )
  await client.bank.import({ source: { path: bankFile }, account: hostile(53, 40) })
  const [bankLine] = await client.bank.list({})
  await client.bank.park({ lineId: bankLine?.entry.id ?? '', reason: hostile(54, 200) })
  await client.bank.setRule({
    ruleId: hostileId(7, 0),
    name: hostile(55, 200),
    when: { text: hostile(56, 200), counterparty: hostile(57, 200) },
    effect: { kind: 'not_customer' },
  })
  await client.views.save({
    viewId: hostileId(4, 0),
    screen: 'customers',
    name: hostile(44, 60),
    state: {
      columns: [],
      sort: [],
      filters: {
        city: { kind: 'set', mode: 'except', values: [hostile(45)] },
        segment: { kind: 'text', contains: hostile(46) },
      },
      group: [],
      density: null,
      settings: {},
    },
  })
  await client.periods.close({ month: '2026-08', soft: false })
  await client.periods.reopen({ month: '2026-08', reason: hostile(36) })
  await client.periods.seal({ month: '2026-08', signOff: hostile(58) })
  return file
}
