/**
 * Learning from what a person confirms, and its undo.
 *
 * A confirmed line teaches up to four facts: the account, the tax id and the name its money came from,
 * and the words its text is made of, numbers left out. A fact knows the lines it comes from: learning
 * one twice is learning it once, undoing it takes away exactly what it taught, and two devices that
 * learned the same lines in another order know the same.
 */
import { compact, foldText } from './fold.ts'
import type { ConfirmedMatch, FactKind, FactSource, LearnedFact } from './types.ts'

export interface FactKey {
  readonly kind: FactKind
  readonly key: string
}

/** Texts of fewer letters come from anybody. */
const TEXT_LETTERS_MIN = 8
/** Words that say how money moved, or what for, and not who sent it. */
const COMMON = new Set(
  (
    'EFT FAST HAVALE GELEN GIDEN TRANSFER ODEME ODEMESI TAHSILAT FATURA FATURALAR NOLU NO SAYILI BEDELI ILE VE ICIN ' +
    'BANKA BANKASI SUBE GONDEREN ALICI ACIKLAMA SORGU REF REFERANS CARI HESAP HESABA IBAN TARIHLI ' +
    'SVWZ EREF KREF MREF IBAN BIC RECHNUNG RECHNUNGEN RG RE NR VOM ZAHLUNG UEBERWEISUNG UBERWEISUNG GUTSCHRIFT SEPA ' +
    'PAYMENT INVOICE INVOICES INV FOR OF FROM ORDER TRANSFERRED INCOMING'
  ).split(' '),
)

/** What a line says of its payer, in the keys facts are kept under. */
export function factKeysOf(line: ConfirmedMatch['line']): FactKey[] {
  const keys: FactKey[] = []
  if (line.iban !== null) keys.push({ kind: 'iban', key: compact(line.iban) })
  if (line.taxId !== null) keys.push({ kind: 'tax_id', key: compact(line.taxId) })
  const name = line.counterparty === null ? '' : foldText(line.counterparty)
  if (name !== '') keys.push({ kind: 'name', key: name })
  const pattern = textPattern(line.text)
  if (pattern !== null) keys.push({ kind: 'text', key: pattern })
  return keys
}

/** The words of a text without numbers and common ones; null when too little is left. */
export function textPattern(text: string): string | null {
  const words = foldText(text)
    .split(' ')
    .filter((word) => word.length > 1 && !/\d/.test(word) && !COMMON.has(word))
  const pattern = words.join(' ')
  return pattern.replaceAll(' ', '').length < TEXT_LETTERS_MIN ? null : pattern
}

/** The facts with what a confirmed match teaches; the same list when its line was learned already. */
export function learn(
  facts: readonly LearnedFact[],
  confirmed: ConfirmedMatch,
): readonly LearnedFact[] {
  return learnAll(facts, [confirmed])
}

/** As `learn` one after the other, for many: a company's first matches, or a rebuild of its facts. */
export function learnAll(
  facts: readonly LearnedFact[],
  confirmed: readonly ConfirmedMatch[],
): readonly LearnedFact[] {
  const placeOf = new Map(facts.map((fact, at) => [nameOf(fact, fact.customer), at]))
  const learned = [...facts]
  let isChanged = false
  for (const { line, customer } of confirmed)
    for (const key of factKeysOf(line)) {
      const name = nameOf(key, customer)
      const at = placeOf.get(name) ?? learned.length
      const sources = learned[at]?.sources ?? []
      if (sources.some((source) => source.lineId === line.id)) continue
      placeOf.set(name, at)
      learned[at] = factOf(key, customer, [...sources, { lineId: line.id, on: line.bookedOn }])
      isChanged = true
    }
  return isChanged ? learned : facts
}

/** The facts without what a line taught; one without lines is forgotten. */
export function unlearn(facts: readonly LearnedFact[], lineId: string): readonly LearnedFact[] {
  return facts.flatMap((fact) => {
    const sources = fact.sources.filter((source) => source.lineId !== lineId)
    if (sources.length === fact.sources.length) return [fact]
    return sources.length === 0 ? [] : [factOf(fact, fact.customer, sources)]
  })
}

function nameOf({ kind, key }: FactKey, customer: string): string {
  return `${kind}\n${key}\n${customer}`
}

/** Sources stand in the order of their days, so that the order of learning does not matter. */
function factOf(
  { kind, key }: FactKey,
  customer: string,
  sources: readonly FactSource[],
): LearnedFact {
  const sorted = sources.toSorted((a, b) =>
    a.on === b.on ? (a.lineId < b.lineId ? -1 : 1) : a.on < b.on ? -1 : 1,
  )
  const lastOn = sorted.at(-1)?.on
  if (lastOn === undefined) throw new RangeError('a fact comes from a line')
  return { kind, key, customer, count: sorted.length, lastOn, sources: sorted }
}
