/**
 * Every role against every kind of operation, inside and outside its customers, with the user active
 * and suspended: the table of reliability-security.md 11 as it is printed, default deny.
 */
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import type { Plain } from '../../sync/engine/canonical.ts'
import { externalId } from '../../sync/engine/ids.ts'
import { SqliteStore } from '../simulation/sqlite-store.ts'
import { enrolPaper, paperCompany } from './paper-company.ts'
import { PaperDevice } from './paper-device.ts'

const ROLES = [
  'accountant',
  'credit_controller',
  'finance_manager',
  'sales',
  'auditor',
  'company_admin',
] as const

/** Rows of the table: a letter a role, in the order above; `+` may write, `-` may not. */
const TABLE: Readonly<Record<string, string>> = {
  documents: '+-+---',
  receipts: '+++---',
  'reverse, write-off': '+-+---',
  allocation: '+++---',
  'customers, unguarded groups': '+++---',
  contacts: '++++--',
  'guarded groups': '+++---',
  'disputes, promises, notes, tasks': '++++--',
  'void a number': '+++---',
  rates: '+-+---',
  'bank lines and matching': '+++---',
  settings: '--+--+',
  'statement send': '+++---',
  'lock, as a device': '------',
}

interface Case {
  readonly row: string
  readonly kind: Parameters<PaperDevice['write']>[0]
  readonly payload: Readonly<Record<string, Plain>>
  /** The entity is the customer itself. */
  readonly isCustomer?: true
}

const DOCUMENTS = ['invoice', 'credit_note', 'debit_note', 'refund', 'opening', 'supplier_invoice']
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  'disputes, promises, notes, tasks': [
    'dispute.opened',
    'dispute.resolved',
    'due_date.agreed',
    'promise.made',
    'note.added',
    'task.done',
    'import.begun',
    'import.undone',
  ],
  rates: ['rates.set', 'rates.undone'],
  'bank lines and matching': [
    'bank.account',
    'bank.statement',
    'bank.lines',
    'bank.posted',
    'bank.parked',
    'bank.undone',
    'match_rule.set',
    'match_rule.removed',
  ],
  settings: ['setting.changed', 'company.changed'],
  'statement send': [
    'campaign.created',
    'letter.frozen',
    'letter.sent',
    'letter.answered',
    'letter.bounced',
  ],
}
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  contacts: ['contact', 'email', 'phone'],
  'customers, unguarded groups': ['name', 'address', 'segment', 'language', 'tags', 'custom.Rota'],
  'guarded groups': ['limit', 'iban', 'taxId', 'terms', 'riskClass', 'blocked', 'controller'],
}

function cases(customerId: string): Case[] {
  const document = (row: string, kind: string): Case => ({
    row,
    kind: 'doc.post',
    payload: { kind, customer_id: customerId },
  })
  return [
    ...DOCUMENTS.map((kind) => document('documents', kind)),
    ...['receipt', 'cheque', 'note'].map((kind) => document('receipts', kind)),
    document('reverse, write-off', 'write_off'),
    document('bank lines and matching', 'suspense'),
    { row: 'reverse, write-off', kind: 'doc.reverse', payload: { customer_id: customerId } },
    { row: 'allocation', kind: 'alloc.add', payload: { customer_id: customerId } },
    { row: 'allocation', kind: 'alloc.remove', payload: { customer_id: customerId } },
    {
      row: 'customers, unguarded groups',
      kind: 'master.create',
      payload: { entity: 'customer', fields: { code: 'X' } },
      isCustomer: true,
    },
    {
      row: 'customers, unguarded groups',
      kind: 'master.archive',
      payload: { entity: 'customer', archived: true },
      isCustomer: true,
    },
    ...Object.entries(GROUPS).flatMap(([row, groups]) =>
      groups.map(
        (group): Case => ({
          row,
          kind: 'master.patch',
          payload: { entity: 'customer', groups: [group], from: {}, to: { [group]: 'x' } },
          isCustomer: true,
        }),
      ),
    ),
    ...Object.entries(EVENTS).flatMap(([row, types]) =>
      types.map(
        (type): Case => ({
          row,
          kind: 'wf.event',
          payload: { type, customer_id: customerId },
        }),
      ),
    ),
    { row: 'void a number', kind: 'number.void', payload: { number: 'X', reason: 'x' } },
    { row: 'lock, as a device', kind: 'period.lock', payload: { month: '2026-01' } },
    { row: 'lock, as a device', kind: 'period.soft_close', payload: { month: '2026-01' } },
    { row: 'lock, as a device', kind: 'number.block', payload: {} },
  ]
}

it('M119 T5: role × operation × scope × standing, generated from the table, default deny', async () => {
  const companyId = v7()
  const own = externalId(companyId, 'import', 'OWN')
  const foreign = externalId(companyId, 'import', 'FOREIGN')
  let count = 0
  const wrong: string[] = []
  for (const [roleAt, role] of ROLES.entries())
    for (const status of ['active', 'suspended'])
      for (const hasScope of [true, false])
        for (const customerId of [own, foreign]) {
          const { store, paper } = await fresh(companyId, role, status, hasScope ? [own] : null)
          const list = cases(customerId)
          for (const one of list)
            paper.write(one.kind, one.isCustomer ? customerId : v7(), one.payload)
          const { results } = await paper.push(store)
          store.close()
          list.forEach((one, index) => {
            count += 1
            const { code, detail, status: outcome } = results[index] ?? {}
            const isForbidden =
              code === 'FORBIDDEN' ||
              (code === 'INVALID' && (detail as { reason?: string } | undefined)?.reason === 'kind')
            const mayWrite = status === 'active' && TABLE[one.row]?.[roleAt] === '+'
            const isScopedOut =
              hasScope &&
              customerId === foreign &&
              (role === 'credit_controller' || role === 'sales') &&
              (one.isCustomer === true || 'customer_id' in one.payload)
            const right = mayWrite
              ? isScopedOut
                ? code === 'OUT_OF_SCOPE'
                : !isForbidden && code !== 'OUT_OF_SCOPE'
              : isForbidden
            if (!right)
              wrong.push(
                `${role} ${status} ${hasScope ? 'scoped' : 'all'} ${customerId === own ? 'own' : 'foreign'}: ${one.kind} ${JSON.stringify(one.payload).slice(0, 60)} → ${outcome} ${code} ${JSON.stringify(detail)}`,
              )
          })
        }
  expect(wrong.slice(0, 20)).toEqual([])
  expect(count).toBeGreaterThanOrEqual(1500)
})

async function fresh(
  companyId: string,
  role: string,
  status: string,
  scope: string[] | null,
): Promise<{ store: SqliteStore; paper: PaperDevice }> {
  const store = new SqliteStore()
  await store.createCompany(paperCompany(companyId))
  const paper = new PaperDevice(companyId, v7())
  const maker = new PaperDevice(companyId, v7())
  await enrolPaper(store, paper, { name: 'A', roles: [role], scope, status })
  await enrolPaper(store, maker, { name: 'M', roles: ['accountant'] })
  maker.customer('OWN')
  maker.customer('FOREIGN')
  await maker.push(store)
  return { store, paper }
}
