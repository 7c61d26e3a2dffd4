/**
 * Final numbers of the model: a series counts on by ones; a block takes a stretch out of it for one
 * device, and each number of the stretch comes up once, on a document or as void.
 */
import { type Envelope, no, type No } from './model-types.ts'

const SERIES: Readonly<Record<string, string>> = {
  invoice: 'INV',
  receipt: 'RCT',
  credit_note: 'CRN',
  debit_note: 'DBN',
  refund: 'RFD',
}

interface Block {
  readonly device: string
  /** Series and year. */
  readonly series: string
  readonly first: number
  readonly last: number
}

export class ModelNumbers {
  /** What each series and year gives next. */
  readonly next = new Map<string, number>()
  readonly blocks = new Map<string, Block>()
  readonly borne = new Set<string>()
  readonly voided = new Set<string>()

  /** The next of a kind's series. */
  give(kind: string, day: string): string {
    const series = `${SERIES[kind] ?? kind}${day.slice(0, 4)}`
    const n = this.next.get(series) ?? 1
    this.next.set(series, n + 1)
    const number = numberOf(series, n)
    this.borne.add(number)
    return number
  }

  takeBlock({ entity_id: id, payload }: Envelope): void {
    const series = `${String(payload['series'])}${String(payload['year'])}`
    const first = this.next.get(series) ?? 1
    const last = first + Number(payload['size']) - 1
    this.blocks.set(id, { device: String(payload['device_id']), series, first, last })
    this.next.set(series, last + 1)
  }

  /** Null: the device may give this number, and has. */
  giveOfBlock(blockId: string, number: string, device: string): No | null {
    const block = this.blocks.get(blockId)
    if (block?.device !== device || !numbersOf(block).includes(number)) return no('INVALID')
    if (this.borne.has(number) || this.voided.has(number)) return no('NUMBER_TAKEN')
    this.borne.add(number)
    return null
  }

  /** A device closes a number of its own that is on nothing. */
  voidByHand(number: string, device: string): No | 'known' | null {
    if (this.voided.has(number)) return 'known'
    const isOwn = [...this.blocks.values()].some(
      (block) => block.device === device && numbersOf(block).includes(number),
    )
    if (!isOwn || this.borne.has(number)) return no('INVALID')
    this.voided.add(number)
    return null
  }

  /** What an operation gave that takes no effect; nothing for one that gave none. */
  voidOf(envelope: Envelope, replacedBy?: Envelope): void {
    const number = blockNumberOf(envelope)
    if (number === null || this.borne.has(number)) return
    if (replacedBy?.payload['number'] === number) return
    this.voided.add(number)
  }
}

/** The number of a block a document came with, or that is closed by hand. */
export function blockNumberOf({ kind, payload }: Envelope): string | null {
  const { number, block } = payload
  const isOfBlock = kind === 'number.void' || (kind === 'doc.post' && block !== undefined)
  return isOfBlock && typeof number === 'string' ? number : null
}

export function numberOf(series: string, n: number): string {
  return `${series}${String(n).padStart(9, '0')}`
}

export function numbersOf({ series, first, last }: Omit<Block, 'device'>): string[] {
  return Array.from({ length: last - first + 1 }, (_, n) => numberOf(series, first + n))
}
