/** The form as the contract takes it. */
import type { DocumentDraft } from '../../../shared/contract/documents.ts'
import { isCurrency } from '../../../shared/domain/currency.ts'
import { parseRate } from '../../ui/rate.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { EntryForm } from './form.ts'
import type { EntryKind } from './kinds.ts'

export function draftOf(
  kind: EntryKind,
  customerCode: string,
  form: EntryForm,
  targeted: NonNullable<DocumentDraft['allocateTo']>,
): DocumentDraft {
  const text = (value: string) => (value.trim() === '' ? undefined : value.trim())
  const rate = parseRate(form.rate)
  const entries = {
    documentNo: text(form.documentNo),
    postingDate: form.postingDate ?? undefined,
    dueDate: form.dueDate ?? undefined,
    currency: form.currency !== null && isCurrency(form.currency) ? form.currency : undefined,
    rate: rate ?? undefined,
    taxMinor: form.taxMinor ?? undefined,
    reference: text(form.reference),
    description: text(form.description),
    method: text(form.method),
    periodReason: text(form.periodReason),
    allocateTo: targeted.length === 0 ? undefined : targeted,
  }
  if (form.documentDate === null || form.amountMinor === null) throw new Refusal('input.invalid')
  return {
    documentId: form.documentId,
    kind,
    customerCode,
    documentDate: form.documentDate,
    amountMinor: form.amountMinor,
    ...entries,
  }
}
