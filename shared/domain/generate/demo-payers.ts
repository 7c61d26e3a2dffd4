/** The demo's customers as a bank shows them: the account they pay from, and how it writes their name. */
import type { MatchBooks, MatchDocument } from '../matching/types.ts'
import { type Country, type FirmName, iban } from './firms.ts'
import { Prng } from './prng.ts'

export interface DemoPayer {
  readonly code: string
  readonly name: string
  readonly taxId: string | null
  readonly parent: string | null
  readonly firm: FirmName
  readonly iban: string
  /** How its bank writes it, the same on every line. */
  readonly habit: number
}

/** A customer and its open documents of one currency that stand to be paid, the earliest due first. */
export interface DemoOwner {
  readonly payer: DemoPayer
  readonly debits: readonly MatchDocument[]
}

/** Of every hundred customers so many have their account on the card. */
const ON_CARD_PERCENT = 45
const FORM = / (?:San\. ve Tic\.|Tic\.|Ltd\.|A\.Ş\.|GmbH|AG|plc|& Sons)(?:(?<=\S) .*)?$/u

/** The account a customer pays from: made of its code, so that every statement shows the same. */
export function payerIban(code: string, country: Country): string {
  return iban(new Prng(numberOf(code)), country)
}

export function isIbanOnCard(code: string): boolean {
  return numberOf(code) % 100 < ON_CARD_PERCENT
}

export function payersOf(
  customers: MatchBooks['customers'],
  countryOf: (code: string) => Country,
): ReadonlyMap<string, DemoPayer> {
  return new Map(
    customers.map(({ code, name, taxId, ibans: [known], parent }) => {
      const country = countryOf(code)
      const at = FORM.exec(name)?.index ?? name.length
      return [
        code,
        {
          code,
          name,
          taxId,
          parent,
          firm: { country, base: name.slice(0, at), form: name.slice(at).trim() },
          iban: known ?? payerIban(code, country),
          habit: numberOf(code) % 6,
        },
      ]
    }),
  )
}

/** In the order of their codes: ids are made anew with every demo. */
export function ownersOf(
  documents: readonly MatchDocument[],
  payers: ReadonlyMap<string, DemoPayer>,
  currency: string,
): DemoOwner[] {
  const own = documents.filter((one) => one.currency === currency && one.kind === 'invoice')
  return [...Map.groupBy(own, (one) => one.customer)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([code, debits]) => {
      const payer = payers.get(code)
      return payer ? [{ payer, debits: debits.toSorted(byDue) }] : []
    })
}

function byDue(a: MatchDocument, b: MatchDocument): number {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1
  return a.documentNo < b.documentNo ? -1 : 1
}

/** FNV-1a over the code. */
function numberOf(code: string): number {
  let hash = 0x811c9dc5
  for (const char of code) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0
  return hash >>> 3
}
