/** Allocations by the amount alone: one document, installments, credits netted, rows and sets. */
import { explainShort, feeMax, grantedDiscount, roundingMax } from './difference.ts'
import { type Desk, type Draft, draftOf, sumOf } from './draft.ts'
import { classOf } from './payer.ts'
import { subsetsOf } from './subset-sum.ts'

const ONES_MAX = 5
const NEAR_MAX = 3
const SIZE_MAX = 6
const CREDITS_MAX = 4
/** Rows are looked for among the oldest of so many. */
const ROW_MAX = 150

export function draftUnnamed(desk: Desk): Draft[] {
  const { reading, open, payer } = desk
  const { amount } = reading
  const drafts: Draft[] = open
    .withAmount(payer.customer, amount, desk.currency)
    .slice(0, ONES_MAX)
    .map((one) => draftOf(desk, 'one_exact', [one]))
  drafts.push(...installments(desk), ...netted(desk), ...rows(desk))
  if (drafts.length === 0) drafts.push(...sets(desk))
  drafts.push(...nearOnes(desk, drafts.length === 0))
  return drafts.map((draft) => (isInterchangeable(desk, draft) ? exchanged(draft) : draft))
}

/** A document that is left out has the amount of one that is in: the amounts cannot tell them apart. */
function isInterchangeable({ open, payer, currency }: Desk, { documents, kind }: Draft): boolean {
  if (documents.length < 2 || kind === 'all_open') return false
  return documents.some((one) =>
    open
      .withAmount(payer.customer, open.of(one), currency)
      .some((other) => !documents.includes(other)),
  )
}

/** By law and habit the oldest are paid; of other sets nobody knows. */
function exchanged(draft: Draft): Draft {
  if (draft.kind === 'run') return { ...draft, traits: [...draft.traits, 'interchangeable'] }
  return { ...draft, hold: 'match.equal' }
}

/** The first installment, or the first few of a document. */
function installments(desk: Desk): Draft[] {
  const { books, open, reading } = desk
  return (books.inInstallments.get(desk.payer.customer) ?? []).flatMap((document) => {
    const source = books.documents[document]
    const isOwed = open.of(document) > 0 && books.index.currency[document] === desk.currency
    if (source?.installments === undefined || !isOwed) return []
    let used = source.openMinor - open.of(document)
    let sum = 0
    for (const { openMinor } of source.installments) {
      const gone = Math.min(used, openMinor)
      used -= gone
      sum += openMinor - gone
      if (sum === reading.amount && sum < open.of(document))
        return [draftOf(desk, 'installment', [document], { amounts: [sum] })]
      if (sum > reading.amount) break
    }
    return []
  })
}

function netted(desk: Desk): Draft[] {
  const { open, payer, reading } = desk
  const drafts: Draft[] = []
  for (const credit of desk.credits.slice(0, ONES_MAX)) {
    const owed = reading.amount - open.of(credit)
    for (const one of open.withAmount(payer.customer, owed, desk.currency).slice(0, 2))
      drafts.push(draftOf(desk, 'netted', [one, credit], { traits: ['has_credit'] }))
  }
  return drafts
}

/** The oldest ones in a row with and without credits, everything open, and rows that begin later. */
function rows(desk: Desk): Draft[] {
  const { open, reading, debits, credits } = desk
  const { amount } = reading
  const drafts: Draft[] = []
  const all = [...debits, ...credits]
  if (all.length > 1 && sumOf(desk, all) === amount)
    drafts.push(
      draftOf(desk, 'all_open', all, { traits: credits.length > 0 ? ['has_credit'] : [] }),
    )
  const owed = debits.slice(0, ROW_MAX)
  const netOf = sumOf(desk, credits)
  let from = 0
  let sum = 0
  owed.forEach((document, at) => {
    sum += open.of(document)
    while (sum > amount && from <= at) sum -= open.of(owed[from++] ?? 0)
    const length = at - from + 1
    if (sum === amount && length > 1 && (length < all.length || credits.length > 0))
      drafts.push(draftOf(desk, from === 0 ? 'run' : 'run_inside', owed.slice(from, at + 1)))
  })
  if (credits.length === 0) return drafts.slice(0, NEAR_MAX)
  let run = netOf
  owed.forEach((document, at) => {
    run += open.of(document)
    if (run === amount && at + 1 < debits.length)
      drafts.push(
        draftOf(desk, 'run', [...owed.slice(0, at + 1), ...credits], { traits: ['has_credit'] }),
      )
  })
  return drafts.slice(0, NEAR_MAX)
}

function sets(desk: Desk): Draft[] {
  const { open, reading } = desk
  if (classOf(desk.payer) === 0) return []
  const credits = desk.credits.slice(0, CREDITS_MAX)
  const most = reading.amount - sumOf(desk, credits)
  const pool = [...credits, ...desk.debits.filter((one) => open.of(one) <= most)]
  if (pool.length < 2 || sumOf(desk, pool) < reading.amount) return []
  const found = subsetsOf(
    pool.map((one) => open.of(one)),
    reading.amount,
    { max: NEAR_MAX, sizeMax: SIZE_MAX },
  )
  return found.map((set) => {
    const documents = set.map((at) => pool[at] ?? 0)
    const hasCredit = documents.some((one) => open.of(one) < 0)
    return draftOf(desk, 'set', documents, { traits: hasCredit ? ['has_credit'] : [] })
  })
}

/** One document with a discount, a fee or rounding; fees only where nothing fits exactly. */
function nearOnes(desk: Desk, isNothingExact: boolean): Draft[] {
  const { open, reading, debits } = desk
  const { amount } = reading
  const most = amount + feeMax(desk)
  const stated = reading.line.charges?.minor ?? 0
  const near: { document: number; short: number }[] = []
  for (const document of debits) {
    const owed = open.of(document)
    const short = owed - amount
    const isWithin =
      (short > 0 && owed <= most && (isNothingExact || short === stated)) ||
      (short !== 0 && Math.abs(short) <= roundingMax(desk, owed)) ||
      (short > 0 && short * 10 < owed && grantedDiscount(desk, document).length > 0)
    if (isWithin) near.push({ document, short })
  }
  const nearest = near
    .toSorted((a, b) => Math.abs(a.short) - Math.abs(b.short) || a.document - b.document)
    .slice(0, NEAR_MAX + 2)
  return nearest.flatMap(({ document, short }) =>
    explainShort(desk, [document], short)
      .filter((one) => one.hold === null)
      .map((one) => draftOf(desk, 'one_difference', [document], one)),
  )
}
