/**
 * Labelled pairs: our account, and the other side's made of it with faults whose true cause is known.
 *
 * Faults are those people make: a document missing on either side, booked days later, in parts or
 * several as one, netted, typed over, with a bank's fee, a rate, a rounding or a discount between,
 * on the wrong side, twice, or after another opening. The same seed makes the same pair.
 */
import { addDays } from '../../shared/domain/days.ts'
import { Prng } from '../../shared/domain/generate/prng.ts'
import {
  type Document,
  type Draft,
  FAULTS,
  type Label,
  type LabelledPair,
  numbered,
  sum,
} from './pair-parts.ts'
import { daysOf, freshAmount, isPercent, spelled, typedOver } from './slips.ts'
import type { Book, BookLine, Cause, MatchKind } from '../../shared/domain/twosided/line.ts'

export function makePair(documents: readonly Document[], seed: number): LabelledPair {
  return new PairMaker(documents, new Prng(seed)).make()
}

class PairMaker {
  readonly #random: Prng
  readonly #documents: readonly Document[]
  readonly #ours: Draft[] = []
  readonly #theirs: Draft[] = []
  readonly #outsideOurs: Draft[] = []
  readonly #labels: { cause: Cause; ours: Draft[]; theirs: Draft[] }[] = []
  readonly #groups: Partial<Record<MatchKind, number>> = {}
  readonly #style: number
  readonly #amounts: Map<number, number>
  #id = 0
  #payment = 0

  constructor(documents: readonly Document[], random: Prng) {
    this.#documents = documents
    this.#random = random
    this.#style = random.int(0, 3)
    this.#amounts = new Map()
    for (const { minor } of documents) this.#amounts.set(minor, (this.#amounts.get(minor) ?? 0) + 1)
  }

  make(): LabelledPair {
    const random = this.#random
    const opening = random.int(-5_000_000, 20_000_000)
    const theirOpening = random.chance(0.5) ? opening : opening + random.int(100, 900_000)
    for (let i = 0; i < this.#documents.length; i += 1) {
      const document = this.#documents[i] as Document
      const rest = this.#documents.slice(i + 1, i + 3)
      i += this.#one(document, rest)
    }
    const ours = numbered(this.#ours, false)
    const theirs = numbered(this.#theirs, true)
    const outside = numbered(this.#outsideOurs, false)
    const at = new Map([...ours, ...theirs].map(({ draft, line }) => [draft, line]))
    const labels: Label[] = this.#labels.map(({ cause, ours: own, theirs: other }) => ({
      cause,
      minor: sum(own) - sum(other),
      ours: own.map((draft) => at.get(draft)?.at ?? -1),
      theirs: other.map((draft) => at.get(draft)?.at ?? -1),
    }))
    if (opening !== theirOpening)
      labels.push({ cause: 'opening', minor: opening - theirOpening, ours: [], theirs: [] })
    const book = (openingMinor: number, lines: { line: BookLine }[]): Book => ({
      openingMinor,
      closingMinor: lines.reduce((total, { line }) => total + line.minor, openingMinor),
      lines: lines.map(({ line }) => line),
    })
    return {
      ours: book(opening, ours),
      theirs: book(theirOpening, theirs),
      outside: { ours: outside.map(({ line }) => line), theirs: [] },
      labels,
      groups: this.#groups,
    }
  }

  /** How many of the documents after it went into the same fault. */
  #one(document: Document, rest: readonly Document[]): number {
    const fault = this.#fault()
    const o = this.#our(document)
    switch (fault) {
      case 'missing_in_theirs':
        this.#ours.push(o)
        this.#label('missing_in_theirs', [o], [])
        return 0
      case 'missing_in_ours': {
        const t = this.#their(o, {
          number: this.#freshNumber(document),
          minor: freshAmount(document.minor, this.#amounts, this.#random),
        })
        this.#theirs.push(t)
        this.#label('missing_in_ours', [], [t])
        return this.#plain(o)
      }
      case 'timing': {
        // Ours is dated after the period's end or before its begin.
        const t = this.#their(o, {})
        this.#theirs.push(t)
        this.#outsideOurs.push({ ...o, on: addDays(o.on, this.#random.pick([-5, 4, 7])) })
        this.#label('timing', [], [t])
        return 0
      }
      case 'shift':
        this.#ours.push(o)
        this.#theirs.push(this.#their(o, { on: addDays(o.on, this.#random.int(1, 7)) }))
        return 0
      case 'split':
        return this.#split(o)
      case 'group':
        return this.#group(o, rest)
      case 'net':
        return this.#net(o, rest)
      case 'typed_over':
        return this.#differs(o, 'amount', typedOver(o.minor, this.#random), '')
      case 'bank_fee': {
        if (o.minor >= 0) return this.#plain(o)
        const fee = this.#random.pick([150, 318, 525, 620, 840, 1275, 2563, 4189])
        if (fee * 20 > -o.minor || isPercent(fee, -o.minor + fee)) return this.#plain(o)
        return this.#differs(o, 'bank_fee', o.minor - fee, '')
      }
      case 'fx': {
        if (o.minor <= 0 || o.minor < 20_000) return this.#plain(o)
        const minor = Math.round(
          o.minor * (1 + this.#random.pick([-0.021, -0.013, 0.0087, 0.0174])),
        )
        return this.#differs(o, 'fx', minor, `USD ${(minor / 4120).toFixed(2)} kur 41,20`)
      }
      case 'rounding': {
        const minor = Math.sign(o.minor) * Math.round(Math.abs(o.minor) / 100) * 100
        return Math.abs(minor - o.minor) < 6 || minor === 0
          ? this.#plain(o)
          : this.#differs(o, 'rounding', minor, '')
      }
      case 'discount': {
        const percent = this.#random.pick([2, 3, 5])
        if (Math.abs(o.minor) < 50_000) return this.#plain(o)
        const part = Math.round((Math.abs(o.minor) * percent) / 100)
        if (o.minor < 0) {
          const whole = Math.round(Math.abs(o.minor) / (1 - percent / 100))
          if (!isPercent(whole + o.minor, whole)) return this.#plain(o)
          return this.#differs(o, 'discount', -whole, '')
        }
        return this.#differs(o, 'discount', o.minor - part, 'iskontolu')
      }
      case 'sign':
        return this.#differs(o, 'sign', -o.minor, '')
      case 'duplicate_theirs': {
        this.#plain(o)
        const again = this.#again(this.#theirs.at(-1) as Draft)
        this.#theirs.push(again)
        this.#label('duplicate', [], [again])
        return 0
      }
      case 'duplicate_ours': {
        this.#plain(o)
        const again = this.#again(o)
        this.#ours.push(again)
        this.#label('duplicate', [again], [])
        return 0
      }
      case 'fee_line':
      case 'fx_line': {
        this.#plain(o)
        const isFee = fault === 'fee_line'
        const t = this.#their(o, {
          number: '',
          minor: isFee
            ? -this.#random.int(200, 9000)
            : this.#random.int(2000, 90_000) * this.#random.pick([1, -1]),
          text: isFee ? this.#random.pick(['EFT masrafı', 'Banka komisyonu']) : 'Kur farkı',
        })
        this.#theirs.push(t)
        this.#label(isFee ? 'bank_fee' : 'fx', [], [t])
        return 0
      }
      case 'many':
        return this.#many(o, rest)
      default:
        return this.#plain(o)
    }
  }

  /** Two of ours on one day as two of theirs with other borders between them. */
  #many(o: Draft, rest: readonly Document[]): number {
    const [next] = rest
    if (!next || next.on !== o.on || Math.sign(next.minor) !== Math.sign(o.minor))
      return this.#plain(o)
    const second = this.#our(next)
    const whole = Math.abs(o.minor + second.minor)
    const part = this.#random.int(Math.floor(whole * 0.2), Math.floor(whole * 0.8))
    if (part < 1 || whole - part < 1) return this.#plain(o)
    this.#ours.push(o, second)
    const sign = Math.sign(o.minor)
    for (const minor of [sign * part, sign * (whole - part)])
      this.#theirs.push(this.#their(o, { minor, number: '' }))
    this.#made('many_to_many')
    return 1
  }

  #fault(): (typeof FAULTS)[number][0] | null {
    let point = this.#random.int(0, 999)
    for (const [fault, weight] of FAULTS) {
      point -= weight
      if (point < 0) return fault
    }
    return null
  }

  #plain(o: Draft): number {
    this.#ours.push(o)
    this.#theirs.push(this.#their(o, {}))
    return 0
  }

  #differs(o: Draft, cause: Cause, minor: number, text: string): number {
    if (minor === 0 || minor === o.minor) return this.#plain(o)
    const t = this.#their(o, { minor, ...(text === '' ? {} : { text, isForeign: cause === 'fx' }) })
    this.#ours.push(o)
    this.#theirs.push(t)
    this.#label(cause, [o], [t])
    return 0
  }

  #split(o: Draft): number {
    const random = this.#random
    const count = random.int(2, 3)
    if (Math.abs(o.minor) < 10_000) return this.#plain(o)
    let left = o.minor
    const sign = Math.sign(o.minor)
    const parts = Array.from({ length: count }, (_, i) => {
      const size =
        i === count - 1 ? left : sign * random.int(1000, Math.floor(Math.abs(left) * 0.6))
      left -= size
      return size
    })
    this.#ours.push(o)
    const isPayment = o.minor < 0
    const t0 = this.#their(o, {})
    parts.forEach((minor, i) =>
      this.#theirs.push({
        ...t0,
        id: this.#next(),
        minor,
        on: addDays(t0.on, isPayment ? random.int(0, 3) : 0),
        number: isPayment
          ? this.#paymentNumber()
          : i % 2 === 0
            ? t0.number
            : `${t0.number}/${i + 1}`,
      }),
    )
    this.#made('split')
    return 0
  }

  #group(o: Draft, rest: readonly Document[]): number {
    const [next] = rest
    if (!next || Math.sign(next.minor) !== Math.sign(o.minor) || daysOf(o.on, next.on) > 5)
      return this.#plain(o)
    const second = this.#our(next)
    this.#ours.push(o, second)
    const minor = o.minor + second.minor
    this.#theirs.push(
      this.#their(o, {
        minor,
        on: second.on,
        number: o.minor < 0 ? this.#paymentNumber() : '',
        ...(o.minor > 0 ? { text: `${o.number} ve ${second.number} toplu` } : {}),
      }),
    )
    this.#made('grouped')
    return 1
  }

  #net(o: Draft, rest: readonly Document[]): number {
    const [next] = rest
    if (
      !next ||
      o.minor < 0 ||
      next.minor >= 0 ||
      daysOf(o.on, next.on) > 5 ||
      -next.minor >= o.minor
    )
      return this.#plain(o)
    const second = this.#our(next)
    this.#ours.push(o, second)
    this.#theirs.push(this.#their(o, { minor: o.minor + second.minor, number: '' }))
    this.#made('netted')
    return 1
  }

  #made(kind: MatchKind): void {
    this.#groups[kind] = (this.#groups[kind] ?? 0) + 1
  }

  #label(cause: Cause, ours: Draft[], theirs: Draft[]): void {
    this.#labels.push({ cause, ours, theirs })
  }

  #again(draft: Draft): Draft {
    return { ...draft, id: this.#next(), on: addDays(draft.on, this.#random.pick([0, 0, 1])) }
  }

  #our({ on, number, kind, minor }: Document): Draft {
    return { id: this.#next(), on, number, text: '', minor, kind, isForeign: false }
  }

  #their(o: Draft, change: Partial<Draft>): Draft {
    const isPayment = o.minor < 0 && o.kind !== 'credit_note'
    return {
      ...o,
      id: this.#next(),
      kind: null,
      number: isPayment ? this.#paymentNumber() : this.#spelled(o.number),
      text: isPayment ? 'Gönderilen havale' : 'Alış faturası',
      // Money is on its way for a day or two.
      ...(isPayment && this.#random.chance(0.3)
        ? { on: addDays(o.on, this.#random.int(1, 3)) }
        : {}),
      ...change,
    }
  }

  #spelled(number: string): string {
    const style = this.#random.chance(0.8) ? this.#style : this.#random.int(0, 3)
    return spelled(number, style)
  }

  #paymentNumber(): string {
    this.#payment += 1
    return this.#style === 0 ? '' : `OD${String(9000 + this.#payment)}`
  }

  #freshNumber({ number, minor, kind }: Document): string {
    if (minor < 0 && kind !== 'credit_note') return this.#paymentNumber()
    return this.#spelled(
      number.replace(/\d+$/, (run) => String(Number(run) + 500_000).padStart(run.length, '0')),
    )
  }

  #next(): number {
    this.#id += 1
    return this.#id
  }
}
