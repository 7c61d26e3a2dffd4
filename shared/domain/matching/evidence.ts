/** Why a proposal is made, as codes and what their sentences name (shared/i18n/sentences-matching.ts). */
import type { Books } from './books.ts'
import type { Candidate, Evaluation } from './evaluate.ts'
import { featureId } from './features.ts'
import { NAME_MOST, NAME_WHOLE, shareOf } from './payer.ts'
import { GRADES, type NumberHit } from './reading.ts'
import type { MatchEvidence } from './types.ts'

export function evidenceOf(
  books: Books,
  evaluation: Evaluation,
  candidate: Candidate,
): MatchEvidence[] {
  const { rule } = evaluation
  return [
    ...(rule === null
      ? []
      : [{ kind: 'rule' as const, code: 'evidence.rule', params: { rule: rule.name } }]),
    ...payerEvidence(books, evaluation, candidate),
    ...numberEvidence(books, candidate),
    amountEvidence(books, candidate),
    ...rhythmEvidence(candidate),
  ]
}

function payerEvidence(
  books: Books,
  { reading, rule }: Evaluation,
  { payer }: Candidate,
): MatchEvidence[] {
  const found: MatchEvidence[] = []
  const iban = reading.line.iban ?? ''
  if (payer.iban === 'master') found.push({ kind: 'iban', code: 'evidence.iban', params: { iban } })
  else if (payer.iban === 'shared')
    found.push({ kind: 'iban', code: 'evidence.iban_shared', params: { iban } })
  else if (payer.iban === 'learned' || payer.iban === 'learned_once') {
    const owners = reading.iban === null ? [] : (books.ibans.get(reading.iban) ?? [])
    const count = owners.find((one) => one.customer === payer.customer)?.confirmed ?? 1
    found.push({ kind: 'learned', code: 'evidence.iban_learned', params: { iban, count } })
  }
  if (payer.taxId === 'own' && rule === null)
    found.push({
      kind: 'tax_id',
      code: 'evidence.tax_id',
      params: { taxId: reading.taxIds[0] ?? '' },
    })
  const share = payer.name === null ? 0 : shareOf(payer.name)
  const name = books.customers[payer.customer]?.name ?? ''
  if (share >= NAME_MOST)
    found.push({
      kind: 'name',
      code: share >= NAME_WHOLE ? 'evidence.name' : 'evidence.name_most',
      params: { name },
    })
  else if (share > 0) found.push({ kind: 'name', code: 'evidence.name_part', params: { name } })
  if (payer.hasCode)
    found.push({
      kind: 'reference',
      code: 'evidence.code',
      params: { customer: books.customers[payer.customer]?.code ?? '' },
    })
  if (payer.learnedName || payer.learnedText)
    found.push({ kind: 'learned', code: 'evidence.learned', params: { count: payer.confirmed } })
  if (payer.through !== null)
    found.push({
      kind: 'name',
      code: 'evidence.group',
      params: { name: books.customers[payer.through]?.name ?? '' },
    })
  return found
}

function numberEvidence(books: Books, { draft, named }: Candidate): MatchEvidence[] {
  const used = named.filter((hit) => draft.documents.includes(hit.document))
  return used.map((hit) => ({
    kind: 'reference' as const,
    code: codeOfGrade(hit),
    params: { written: hit.written, documentNo: books.documents[hit.document]?.documentNo ?? '' },
  }))
}

function codeOfGrade(hit: NumberHit): string {
  const grade = GRADES[hit.grade] ?? 'typo'
  if (grade === 'full' || grade === 'reference' || grade === 'structured')
    return `evidence.number_${grade}`
  return grade === 'typo' || grade === 'cut' ? `evidence.number_${grade}` : 'evidence.number_part'
}

function amountEvidence(books: Books, { draft }: Candidate): MatchEvidence {
  const count = draft.documents.length
  const difference = draft.adjustments[0]
  if (draft.kind === 'policy')
    return {
      kind: 'amount',
      code: `evidence.policy_${books.customers[draft.customer]?.policy ?? 'statutory'}`,
      params: {},
    }
  if (difference !== undefined) {
    const isGranted = draft.hold !== 'match.difference'
    const code = difference.kind === 'discount' && !isGranted ? 'discount_other' : difference.kind
    return { kind: 'amount', code: `evidence.amount_${code}`, params: { count } }
  }
  if (draft.kind === 'named_part' || draft.kind === 'named_over')
    return { kind: 'amount', code: `evidence.amount_${draft.kind.slice(6)}`, params: { count } }
  if (draft.kind === 'installment')
    return { kind: 'amount', code: 'evidence.amount_installment', params: { count } }
  if (draft.kind === 'all_open')
    return { kind: 'amount', code: 'evidence.amount_all', params: { count } }
  if (draft.kind === 'run')
    return { kind: 'amount', code: 'evidence.amount_run', params: { count } }
  if (draft.amounts.some((one) => one < 0))
    return { kind: 'amount', code: 'evidence.amount_netted', params: { count } }
  return {
    kind: 'amount',
    code: count === 1 ? 'evidence.amount_one' : 'evidence.amount_sum',
    params: { count },
  }
}

const HABIT = featureId('amount_habit')
const RHYTHM = featureId('rhythm')

function rhythmEvidence({ features }: Candidate): MatchEvidence[] {
  const found: MatchEvidence[] = []
  if (features.includes(RHYTHM)) found.push({ kind: 'rhythm', code: 'evidence.rhythm', params: {} })
  if (features.includes(HABIT)) found.push({ kind: 'rhythm', code: 'evidence.habit', params: {} })
  return found
}
