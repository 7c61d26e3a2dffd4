/** The features of a draft: what is said of its payer, its numbers, its amounts and its words. */
import type { Habits } from './books.ts'
import type { Desk, Draft } from './draft.ts'
import { type AllocationKind, type FeatureName, featureId, knownKindId } from './features.ts'
import { classOf, NAME_MOST, NAME_WHOLE, type Payer, shareOf } from './payer.ts'
import { GRADES, gradeOf, type NumberHit, type Reading } from './reading.ts'

/** An exact amount of so few open documents says something by itself. */
const RARE = 1
const COMMON = 5
const MANY_OPEN = 25
const ROUND_MINOR = 10_000
const ROUND_SAMPLE = 10
const ROUND: ReadonlySet<AllocationKind> = new Set(['policy', 'named_part', 'named_over'])
/** Lengths at which banks cut texts: what follows is not known. */
const CUT_LENGTHS: ReadonlySet<number> = new Set([27, 34, 35, 54, 70, 105, 139, 140])
const DUE_NEAR_DAYS = 10
const RHYTHM_SLACK_DAYS = 2
/** Who pays more often pays on any day. */
const RHYTHM_GAP_MIN = 10

/** What speaks for and against a payer, the same for all its drafts. */
export function payerFeatures(desk: Desk): number[] {
  const { payer, reading } = desk
  const names: FeatureName[] = []
  if (payer.iban !== null) names.push(`iban_${payer.iban}`)
  if (payer.taxId !== null) names.push(payer.taxId === 'own' ? 'tax_id' : 'tax_id_of_other')
  const share = payer.name === null ? 0 : shareOf(payer.name)
  if (share >= NAME_WHOLE) names.push('name_whole')
  else if (share >= NAME_MOST) names.push('name_most')
  else if (share > 0) names.push('name_part')
  else if (reading.line.counterparty !== null) names.push('name_none')
  if (payer.name !== null) {
    if (payer.isFreeText) names.push('name_free_text')
    if (payer.hasRival) names.push('name_rival')
    if (payer.name.form !== 0) names.push(payer.name.form > 0 ? 'form_same' : 'form_other')
  }
  if (payer.hasCode) names.push('code')
  if (payer.learnedName) names.push('learned_name')
  if (payer.learnedText) names.push('learned_text')
  if (payer.through !== null) names.push('through_group')
  if (payer.hasBetter) names.push('payer_is_other')
  const habits = desk.books.habitsOf(payer.customer)
  if (habits?.amounts.has(reading.amount)) names.push('amount_habit')
  if (habits !== undefined && isInRhythm(habits, reading.day)) names.push('rhythm')
  return names.map(featureId)
}

export function draftFeatures(desk: Desk, draft: Draft): number[] {
  const { reading, books } = desk
  const names: FeatureName[] = [...draft.traits]
  const used = new Set(draft.documents)
  const hits = desk.named.filter((hit) => used.has(hit.document))
  namedFeatures(desk, hits, names)
  if (draft.kind === 'named_part' || draft.kind === 'named_over') {
    if (hits.some((hit) => hit.grade <= gradeOf('cut'))) names.push('doubtful_part')
    if (CUT_LENGTHS.has(reading.line.text.length)) names.push('cut_part')
  }
  if (reading.numbers.some((number) => isForeign(desk, number.place, hits)))
    names.push('number_of_other')
  if (draft.documents.some((one) => reading.days.has(books.day[one] ?? -1))) names.push('day_named')
  if (draft.documents.some((one) => books.owner[one] !== desk.payer.customer))
    names.push(
      books.head[desk.payer.customer] === desk.payer.customer ? 'group_head' : 'group_member',
    )
  const count = draft.documents.length
  if (draft.kind !== 'policy' && hits.length === 0) {
    if (count >= 8) names.push('set_8')
    else if (count >= 4) names.push('set_4_7')
    else if (count >= 2) names.push('set_2_3')
    if (count === 1) oneFeatures(desk, draft.documents[0] ?? 0, names)
    if (reading.numbers.length > 0) names.push('says_number')
  }
  if (desk.debits.length > MANY_OPEN) names.push('many_open')
  const { hints } = reading
  if (hints.account) names.push(draft.kind === 'policy' ? 'says_account_policy' : 'says_account')
  if (hints.part && (draft.kind === 'named_part' || draft.kind === 'installment'))
    names.push('says_part')
  if (hints.discount && draft.adjustments.some((one) => one.kind === 'discount'))
    names.push('says_discount')
  if (hints.all && draft.kind === 'all_open') names.push('says_all')
  if (ROUND.has(draft.kind) && isRoundAmong(desk)) names.push('amount_round')
  const ids = names.map(featureId)
  ids.push(knownKindId(classOf(desk.payer), draft.kind))
  return ids
}

/** A round sum, and what is owed is not round: many pay so on account. */
function isRoundAmong({ reading, open, debits }: Desk): boolean {
  if (reading.amount % ROUND_MINOR !== 0) return false
  const sample = debits.slice(0, ROUND_SAMPLE)
  const round = sample.filter((one) => open.of(one) % ROUND_MINOR === 0).length
  return round * 2 < sample.length
}

/** For "none of these": how well the best known payer is known, and what the words say. */
export function noneFeatures(
  reading: Reading,
  payers: readonly Payer[],
  looksForeign: boolean,
): number[] {
  const best = payers.reduce<0 | 1 | 2 | 3>((most, one) => {
    const own = classOf(one)
    return own > most ? own : most
  }, 0)
  const names: FeatureName[] = ['none', `none_p${best}`]
  if (looksForeign) names.push('none_hint')
  if (reading.numbers.length > 0) names.push('none_number')
  return names.map(featureId)
}

function namedFeatures(desk: Desk, hits: readonly NumberHit[], names: FeatureName[]): void {
  if (hits.length === 0) return
  const weakest = Math.min(...hits.map((hit) => hit.grade))
  names.push(`grade_${GRADES[weakest] ?? 'typo'}`)
  if (hits.length >= 4) names.push('named_4')
  else if (hits.length >= 2) names.push('named_2_3')
  const isRead = new Set(desk.named.map((hit) => hit.place))
  const isPlain = desk.reading.numbers.some(
    (number) => !isRead.has(number.place) && number.tail.length >= 3,
  )
  if (isPlain) names.push('other_number')
}

/** A number that is surely a document's, and of another customer's. */
function isForeign(desk: Desk, place: number, hits: readonly NumberHit[]): boolean {
  if (hits.some((hit) => hit.place === place)) return false
  const { books, reading, payer } = desk
  const head = books.head[payer.customer]
  const readings = reading.hits.filter((hit) => hit.place === place && hit.grade >= gradeOf('half'))
  return (
    readings.length > 0 &&
    readings.every((hit) => books.head[books.owner[hit.document] ?? -1] !== head)
  )
}

function oneFeatures(desk: Desk, document: number, names: FeatureName[]): void {
  const { books, reading, debits } = desk
  const same = books.index.withAmount(
    books.open[document] ?? 0,
    books.index.currency[document] ?? 0,
  ).length
  if (same <= RARE) names.push('amount_rare')
  else if (same > COMMON) names.push('amount_common')
  names.push(debits[0] === document ? 'oldest' : 'not_oldest')
  const late = reading.day - (books.dueDay[document] ?? 0)
  if (Math.abs(late) <= DUE_NEAR_DAYS) names.push('due_near')
  else if (late < 0) names.push('not_due')
}

/** So many of its usual gaps have gone by since the last receipt. */
function isInRhythm({ lastDay, usualGap }: Habits, day: number): boolean {
  if (usualGap < RHYTHM_GAP_MIN || day <= lastDay) return false
  const off = (day - lastDay) % usualGap
  return Math.min(off, usualGap - off) <= RHYTHM_SLACK_DAYS
}
