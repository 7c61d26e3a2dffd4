/** What customers of the demo send: by which documents, how much of them, and with which words. */
import type { IsoDate } from '../days.ts'
import type { MatchDocument, RateProvider } from '../matching/types.ts'
import { convert } from '../money.ts'
import type { DemoOwner, DemoPayer } from './demo-payers.ts'
import { personName } from './firms.ts'
import { accountText, namingText, spell, vagueText } from './payment-texts.ts'
import type { Prng } from './prng.ts'

export interface DemoPayment {
  /** Whose account it comes from. */
  readonly payer: DemoPayer
  readonly amountMinor: number
  readonly remit: string
  /** Another name than the payer's on the transfer; null for none. */
  readonly shownAs?: string | null
}

export interface DemoDesk {
  readonly random: Prng
  readonly currency: string
  /** As a Turkish payer writes the month. */
  readonly month: string
  readonly payers: ReadonlyMap<string, DemoPayer>
  readonly owners: readonly DemoOwner[]
  /** Of another currency than the account's. */
  readonly foreign: readonly DemoOwner[]
  readonly rateOf: RateProvider
  /** Each pays once. */
  readonly used: Set<string>
  /** Numbers are written so that a reader who knows the books reads them. */
  readonly isLegible: boolean
}

type Maker = (desk: DemoDesk, on: IsoDate) => DemoPayment | null

export const PAYMENTS = {
  oneNamed: (desk, on) => {
    const found = take(desk, on, 1)
    if (!found) return null
    const document = desk.random.pick(found.debits)
    return { ...paying(found, [document]), remit: naming(desk, found, [document]) }
  },
  oneUnnamed: (desk, on) => {
    const found = take(desk, on, 1)
    if (!found) return null
    return { ...paying(found, [desk.random.pick(found.debits)]), remit: vague(desk, found) }
  },
  several: (desk, on) => {
    const found = take(desk, on, 2)
    if (!found) return null
    const documents = found.debits.slice(0, desk.random.int(2, 4))
    return { ...paying(found, documents), remit: naming(desk, found, documents) }
  },
  oldestRun: (desk, on) => {
    const found = take(desk, on, 3)
    if (!found) return null
    const documents = found.debits.slice(0, desk.random.int(2, found.debits.length - 1))
    return { ...paying(found, documents.slice(0, 5)), remit: vague(desk, found) }
  },
  part: (desk, on) => {
    const found = take(desk, on, 1, ({ openMinor }) => openMinor > 2_000_00)
    if (!found) return null
    const [document] = found.debits
    const share = 0.25 + 0.5 * desk.random.next()
    return {
      payer: found.payer,
      amountMinor: Math.round(((document?.openMinor ?? 0) * share) / 100_00) * 100_00,
      remit: naming(desk, found, found.debits.slice(0, 1)),
    }
  },
  lessFee: (desk, on) => {
    const found = take(desk, on, 1, ({ openMinor }) => openMinor > 2_000_00)
    if (!found) return null
    const [whole, documents] = [paying(found, found.debits.slice(0, 1)), found.debits.slice(0, 1)]
    const feeMinor =
      desk.currency === 'TRY' ? desk.random.int(6_39, 63_90) : desk.random.int(5_00, 18_00)
    return {
      ...whole,
      amountMinor: whole.amountMinor - feeMinor,
      remit: naming(desk, found, documents),
    }
  },
  lessDiscount: (desk, on) => {
    const found = take(desk, on, 1, (one) => one.openMinor === one.originalMinor)
    if (!found) return null
    const document = found.debits.at(-1)
    const owed = document?.openMinor ?? 0
    const said = found.payer.firm.country === 'tr' ? '%2 iskonto düşülmüştür' : 'abzgl. 2% Skonto'
    return {
      payer: found.payer,
      amountMinor: owed - Math.round((owed * 2) / 100),
      remit: `${naming(desk, found, document ? [document] : [])} ${said}`,
    }
  },
  rounded: (desk, on) => {
    const found = take(desk, on, 1, ({ openMinor }) => openMinor > 500_00 && openMinor % 1_00 > 0)
    if (!found) return null
    const [document] = found.debits
    return {
      payer: found.payer,
      amountMinor: Math.floor((document?.openMinor ?? 0) / 1_00) * 1_00,
      remit: naming(desk, found, found.debits.slice(0, 1)),
    }
  },
  over: (desk, on) => {
    const found = take(desk, on, 1)
    if (!found) return null
    const documents = found.debits.slice(0, 1)
    const { amountMinor } = paying(found, documents)
    return {
      payer: found.payer,
      amountMinor: Math.ceil((amountMinor * 1.05) / 1_000_00) * 1_000_00,
      remit: naming(desk, found, documents),
    }
  },
  onAccount: (desk, on) => {
    const found = take(desk, on, 1)
    if (!found) return null
    return {
      payer: found.payer,
      amountMinor: desk.random.int(2, 20) * 5_000_00,
      remit: accountText(desk.random, found.payer.firm.country),
    }
  },
  /** A branch sends what its head owes. */
  forHead: (desk, on) => {
    for (const branch of desk.payers.values()) {
      if (branch.parent === null || desk.used.has(branch.code) || desk.used.has(branch.parent))
        continue
      const head = desk.owners.find(({ payer }) => payer.code === branch.parent)
      const document = head?.debits.find((one) => one.documentOn < on)
      if (!head || !document) continue
      desk.used.add(head.payer.code).add(branch.code)
      return {
        ...paying(head, [document]),
        payer: branch,
        remit: naming(desk, head, [document]),
      }
    }
    return null
  },
  /** Two customers owe the same sum, and the line does not say which of them paid. */
  twin: (desk, on) => {
    const first = new Map<number, DemoOwner>()
    for (const owner of desk.owners) {
      if (desk.used.has(owner.payer.code)) continue
      for (const document of owner.debits) {
        if (document.documentOn >= on) continue
        const other = first.get(document.openMinor)
        if (other && other !== owner) {
          desk.used.add(owner.payer.code).add(other.payer.code)
          return { ...paying(owner, [document]), remit: vague(desk, owner), shownAs: null }
        }
        first.set(document.openMinor, owner)
      }
    }
    return null
  },
  otherCurrency: (desk, on) => {
    const found = take({ ...desk, owners: desk.foreign }, on, 1)
    const [document] = found?.debits ?? []
    if (!found || !document) return null
    const rate = desk.rateOf(document.currency, desk.currency, on)
    if (rate === null) return null
    return {
      payer: found.payer,
      amountMinor: convert(document.openMinor, document.currency, desk.currency, rate),
      remit: naming(desk, found, [document]),
    }
  },
  /** A person pays for the firm. */
  forAnother: (desk, on) => {
    const found = take(desk, on, 1)
    if (!found) return null
    const documents = found.debits.slice(0, 1)
    return {
      ...paying(found, documents),
      remit: `${found.payer.name} adına ${naming(desk, found, documents)}`,
      shownAs: personName(desk.random, 'tr'),
    }
  },
} satisfies Record<string, Maker>

export type PaymentKind = keyof typeof PAYMENTS

/** The next who has not paid yet and has so many documents of before the day that fit. */
function take(
  desk: DemoDesk,
  on: IsoDate,
  atLeast: number,
  fits: (document: MatchDocument) => boolean = () => true,
): DemoOwner | null {
  for (const { payer, debits } of desk.owners) {
    if (desk.used.has(payer.code)) continue
    const meant = debits.filter((one) => one.documentOn < on && fits(one))
    if (meant.length < atLeast) continue
    desk.used.add(payer.code)
    return { payer, debits: meant }
  }
  return null
}

function paying({ payer }: DemoOwner, documents: readonly MatchDocument[]) {
  return { payer, amountMinor: documents.reduce((sum, { openMinor }) => sum + openMinor, 0) }
}

function naming(
  { random, isLegible }: DemoDesk,
  { payer }: DemoOwner,
  documents: readonly MatchDocument[],
): string {
  const numbers = documents.map(({ documentNo }) => {
    let spelled = spell(random, documentNo)
    while (isLegible && spelled.legibility === 'doubtful') spelled = spell(random, documentNo)
    return spelled.text
  })
  return namingText(random, payer.firm.country, numbers, documents[0]?.documentOn ?? null)
}

function vague({ random, month }: DemoDesk, { payer }: DemoOwner): string {
  return vagueText(random, payer.firm.country, month)
}
