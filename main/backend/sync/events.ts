/**
 * What workflow events do to tables of their own. All of it may be done twice: an own event is worked
 * in again when it is confirmed, so that of two values the later one by the server's order stands on
 * every device.
 */
import { deleteSetting, saveCompanyFacts, saveSetting } from '../../../db/local/company.ts'
import { putRule, orderRules, removeRule } from '../../../db/local/bank-rules.ts'
import { confirmedEventsOf } from '../../../db/local/confirmed.ts'
import { documentById } from '../../../db/local/documents.ts'
import { insertDueChange } from '../../../db/local/items.ts'
import {
  deleteDispute,
  deleteRate,
  disputeById,
  insertDispute,
  reopenDispute,
  resolveDisputeRow,
  saveRate,
} from '../../../db/local/periods.ts'
import { deleteView, putView } from '../../../db/local/views.ts'
import { type IsoDate, toDayNumber } from '../../../shared/domain/days.ts'
import type { Books } from './books.ts'
import { applyBankEvent, takeOutBankEvent } from './bank-events.ts'
import { applyBatchEvent, takeOutBatchEvent } from './batch-events.ts'
import { eventsBeside } from './earlier-events.ts'
import { layHandOver, takeOutHandOver } from './hand-over.ts'
import { applyLetterEvent, isLetterEvent, takeOutLetterEvent } from './letter-events.ts'
import type { Said, Values } from './said.ts'

/** `recordedAt` null: when the own event was entered, now. */
export function layEvent(books: Books, said: Said, recordedAt: number | null): void {
  const { db, context } = books
  const at = recordedAt ?? context.nowMs
  const { payload, entityId } = said
  const type = String(payload['type'])
  switch (type) {
    case 'due_date.agreed':
      agreeDueDate(books, said, at)
      return
    case 'dispute.opened': {
      const document = documentById(db, String(payload['doc_id']))
      if (!document || disputeById(db, entityId)) return
      insertDispute(db, {
        disputeId: entityId,
        doc: document.rowid,
        amountMinor: Number(payload['amount']),
        reason: String(payload['reason']),
        note: textOf(said.private['note']),
        openedOn: String(payload['on']) as IsoDate,
        recordedAt: at,
      })
      return
    }
    case 'work.handed_over':
    case 'work.returned':
      layHandOver(books, said)
      return
    case 'dispute.resolved':
      resolveDisputeRow(db, entityId, String(payload['on']), String(payload['how']), at)
      return
    case 'rates.set':
      for (const rate of listOf(payload['rates']))
        saveRate(
          db,
          String(rate['currency']),
          String(rate['date']) as IsoDate,
          String(rate['rate']),
          at,
        )
      return
    case 'rates.undone':
      for (const rate of listOf(payload['rates'])) {
        const [currency, day] = [String(rate['currency']), String(rate['date']) as IsoDate]
        if (typeof rate['was'] === 'string') saveRate(db, currency, day, rate['was'], at)
        else deleteRate(db, currency, day)
      }
      return
    case 'setting.changed':
      saveSetting(db, String(payload['key']), JSON.parse(String(payload['value'])))
      return
    case 'match_rule.set':
      putRule(
        db,
        {
          ruleId: entityId,
          name: String(payload['name']),
          rule: String(said.private['rule']),
        },
        at,
      )
      return
    case 'match_rule.removed':
      removeRule(db, entityId)
      return
    case 'match_rule.ordered':
      orderRules(db, (payload['rules'] ?? []) as readonly string[])
      return
    case 'view.saved':
      putView(
        db,
        {
          viewId: entityId,
          screen: String(payload['screen']),
          name: String(said.private['name']),
          state: String(said.private['state']),
        },
        at,
      )
      return
    case 'view.removed':
      deleteView(db, entityId)
      return
    case 'company.changed':
      changeCompany(books, payload)
      return
    default:
      if (isLetterEvent(type)) applyLetterEvent(books, said, type)
      else if (type.startsWith('import.')) applyBatchEvent(books, said, type)
      else applyBankEvent(books, said, type, at)
  }
}

/** The effect of an own event that is not confirmed leaves its table. */
export function takeOutEvent(books: Books, said: Said): void {
  const { db } = books
  const type = String(said.payload['type'])
  switch (type) {
    case 'dispute.opened':
      deleteDispute(db, said.entityId)
      return
    case 'work.handed_over':
    case 'work.returned':
      takeOutHandOver(books, said)
      return
    case 'dispute.resolved': {
      reopenDispute(db, said.entityId)
      // Somebody else's answer, which was first, comes to light again.
      const first = confirmedEventsOf(db, said.entityId).findLast(
        ({ type }) => type === 'dispute.resolved',
      )
      if (!first) return
      const { payload } = JSON.parse(first.envelope) as { readonly payload: Values }
      resolveDisputeRow(
        db,
        said.entityId,
        String(payload['on']),
        String(payload['how']),
        first.recordedAt,
      )
      return
    }
    case 'rates.set':
    case 'rates.undone':
      bringBackRates(books, said)
      return
    case 'setting.changed':
      bringBack(books, said, ['setting.changed'], () =>
        deleteSetting(db, String(said.payload['key'])),
      )
      return
    case 'company.changed':
      bringBack(books, said, ['company.changed'])
      return
    case 'match_rule.set':
    case 'match_rule.removed':
      bringBack(books, said, ['match_rule.set', 'match_rule.removed'], () =>
        removeRule(db, said.entityId),
      )
      return
    case 'match_rule.ordered':
      bringBack(books, said, ['match_rule.ordered'])
      return
    case 'view.saved':
    case 'view.removed':
      bringBack(books, said, ['view.saved', 'view.removed'], () => deleteView(db, said.entityId))
      return
    default:
      if (isLetterEvent(type)) takeOutLetterEvent(books, said, type)
      else if (type.startsWith('import.')) takeOutBatchEvent(books, said, type)
      else takeOutBankEvent(books, said)
  }
}

/** The last value before it stands again; without one `none` is done, or what is there stays. */
function bringBack(
  books: Books,
  said: Said,
  types: readonly string[],
  none: () => void = () => undefined,
): void {
  const before = eventsBeside(books, said).findLast(
    ({ payload }) =>
      types.includes(String(payload['type'])) && payload['key'] === said.payload['key'],
  )
  if (before) layEvent(books, before, null)
  else none()
}

function bringBackRates(books: Books, said: Said): void {
  const earlier = eventsBeside(books, said)
  for (const taken of listOf(said.payload['rates'])) {
    const isSame = (rate: Values) =>
      rate['currency'] === taken['currency'] && rate['date'] === taken['date']
    const before = earlier.findLast(({ payload }) => listOf(payload['rates']).some(isSame))
    const rates = listOf(before?.payload['rates']).filter(isSame)
    if (before) layEvent(books, { ...before, payload: { ...before.payload, rates } }, null)
    else deleteRate(books.db, String(taken['currency']), String(taken['date']) as IsoDate)
  }
}

function agreeDueDate(books: Books, said: Said, recordedAt: number): void {
  const document = documentById(books.db, said.entityId)
  const n = Number(said.payload['installment'])
  const item = document && books.items.ofDocument(document.rowid).find(({ row }) => row.n === n)
  if (!item) return
  const dueOn = String(said.payload['due_on']) as IsoDate
  insertDueChange(books.db, {
    item: item.row.id,
    dueOn,
    effectiveOn: String(said.payload['effective_on']) as IsoDate,
    reason: textOf(said.private['reason']) ?? '',
    recordedAt,
    operationId: said.operationId,
  })
  books.items.setDue(item, toDayNumber(dueOn))
}

function changeCompany({ db, context }: Books, payload: Values): void {
  const { name, timezone, fiscalYearStart } = context.company
  const value = String(payload['value'])
  const facts = { name, timezone, fiscalYearStart }
  if (payload['key'] === 'name') saveCompanyFacts(db, { ...facts, name: value })
  else if (payload['key'] === 'timezone') saveCompanyFacts(db, { ...facts, timezone: value })
  else if (payload['key'] === 'fiscalYearStart')
    saveCompanyFacts(db, { ...facts, fiscalYearStart: Number(value) })
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function listOf(value: unknown): readonly Values[] {
  return Array.isArray(value) ? (value as readonly Values[]) : []
}
