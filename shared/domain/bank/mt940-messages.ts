/**
 * MT940 files as messages of fields (SWIFT standard MT, category 9), in the wrappings banks send:
 *
 * - SWIFT blocks, `{1:…}{2:…}{4:` … `-}{5:…}`, each perhaps between the bytes 1 and 3;
 * - bare fields, each message ended by a line `-`;
 * - bare fields ended by nothing but the next `:20:` (Rabobank before 2013 with `:940:` at its head).
 *
 * A message is whole when its closing balance is there and, where the wrapping promises an end, that
 * end too. Nothing else can be told of a file that stops: anything less is refused as cut off.
 */
import { digitsOf, isCurrency } from '../currency.ts'
import { BankFault, syntaxFault, truncatedAt } from './fault.ts'

export interface Field {
  /** `61`, `86`, `60F`; `NS` of some Hungarian banks. */
  readonly tag: string
  /** As written, the first without its tag. */
  readonly lines: string[]
  readonly row: number
}

export interface Message {
  readonly row: number
  readonly fields: Field[]
  /** Rabobank's old form, which puts the other account and its holder into field 61. */
  readonly isRabobank: boolean
}

/** SWIFT's lines are of 65; some banks never break them. */
const LINE_MAX = 10_000
const TAG = /^:(\d{2}[A-Z]?|NS|94[0-2]):/
const BLOCK = String.raw`\{[0-9S]:(?:[^{}]|\{[^{}]*\})*\}`
const TRAILER = new RegExp(`^(?:${BLOCK.replace('0-9S', '5S')})+`)
const ENVELOPE = new RegExp(`^(?:${BLOCK})*\\{4:`)
const HEAD_TAGS: ReadonlySet<string> = new Set(['25', '25P', '28', '28C', '60F', '60M', '61'])

export function readMessages(text: string): readonly Message[] {
  const lines = text.split(/\r\n|\n|\r/)
  const reader = new MessageReader()
  lines.forEach((line, i) => reader.line(line, i + 1))
  return reader.end(lines.length, lines.at(-1) === '')
}

class MessageReader {
  readonly #messages: Message[] = []
  #current: Message | null = null
  #isClosed = false
  #isRabobank = false
  /** The wrapping of the next or current message. */
  #needs: 'nothing' | 'dash' | 'brace' = 'nothing'
  /** Once a message of the file was ended by a line of its own, all are. */
  #endsByDash = false
  /** Where something stands that no message has taken. */
  #stray: number | null = null

  line(raw: string, row: number): void {
    if (raw.includes('\u0001') && this.#needs === 'nothing') this.#needs = 'dash'
    if (raw.length > LINE_MAX) throw syntaxFault(row, '', raw)
    const line = raw.replace(/[\u0001\u0003]/g, '')
    if (this.#current === null) this.#outside(line, row)
    else this.#inside(this.#current, line, row)
  }

  end(row: number, endsInLineBreak: boolean): readonly Message[] {
    const current = this.#current
    if (current !== null) {
      const last = current.fields.at(-1)
      const isWhole =
        this.#isClosed &&
        this.#needs === 'nothing' &&
        !this.#endsByDash &&
        last !== undefined &&
        hasCleanEnd(last) &&
        (endsInLineBreak || isWholeBalance(last))
      if (!isWhole) throw truncatedAt(row)
      this.#messages.push(current)
    } else if (this.#stray !== null) throw truncatedAt(this.#stray)
    if (this.#messages.length === 0) throw truncatedAt(row)
    return this.#messages
  }

  #outside(line: string, row: number): void {
    const rest = line.replace(TRAILER, '')
    if (rest.trim() === '') return
    const tag = TAG.exec(rest)?.[1]
    if (tag === '20') return this.#open(rest, row)
    if (tag?.startsWith('94')) {
      this.#isRabobank = true
      return
    }
    if (tag !== undefined) throw syntaxFault(row, tag, rest)
    this.#stray = row
    const envelope = ENVELOPE.exec(rest)
    if (!envelope) return
    this.#needs = 'brace'
    this.#outside(rest.slice(envelope[0].length), row)
  }

  #inside(current: Message, line: string, row: number): void {
    if (this.#isClosed && line.startsWith('-}')) {
      this.#finish(current)
      return this.#outside(line.slice(2), row)
    }
    if (this.#isClosed && line.trimEnd() === '-' && this.#needs !== 'brace') {
      this.#endsByDash = true
      return this.#finish(current)
    }
    // A report of the day (MT942) has no balances: it is whole, and still no statement.
    if (/^-(?:\}|\s*$)/.test(line) && current.fields.some(({ tag }) => tag === '34F'))
      throw new BankFault('bank.field_missing', { row: current.row, column: '62F' })
    if (line.startsWith('-}')) throw truncatedAt(row)
    const tag = TAG.exec(line)?.[1]
    if (tag === undefined) {
      current.fields.at(-1)?.lines.push(line)
      return
    }
    if (tag === '20' || tag.startsWith('94')) {
      if (!this.#isClosed || this.#needs !== 'nothing' || this.#endsByDash) throw truncatedAt(row)
      const last = current.fields.at(-1)
      if (last && !hasCleanEnd(last)) throw syntaxFault(row - 1, last.tag, last.lines.join(' '))
      this.#finish(current)
      return this.#outside(line, row)
    }
    if (this.#isClosed && (HEAD_TAGS.has(tag) || tag.startsWith('62')))
      throw syntaxFault(row, tag, line)
    if (tag === '62F' || tag === '62M') this.#isClosed = true
    current.fields.push({ tag, lines: [line.slice(tag.length + 2)], row })
  }

  #open(line: string, row: number): void {
    this.#current = {
      row,
      fields: [{ tag: '20', lines: [line.slice(4)], row }],
      isRabobank: this.#isRabobank,
    }
    this.#isClosed = false
    this.#stray = null
  }

  #finish(message: Message): void {
    this.#messages.push(message)
    this.#current = null
    this.#needs = 'nothing'
  }
}

/** Nothing stands behind a balance but empty lines. */
function hasCleanEnd({ tag, lines }: Field): boolean {
  return !tag.startsWith('6') || lines.slice(1).every((line) => line.trim() === '')
}

/** Every digit its currency has is there: a file may lack the last line break, not a digit. */
function isWholeBalance({ tag, lines }: Field): boolean {
  const parts = /^[CD]\d{6}([A-Z]{3})\d+,(\d*)$/.exec(lines[0] ?? '')
  const currency = parts?.[1] ?? ''
  return (
    tag.startsWith('6') &&
    lines.length === 1 &&
    isCurrency(currency) &&
    parts?.[2]?.length === digitsOf(currency)
  )
}

/** The field of a message that must be there, and once. */
export function fieldOf({ fields, row }: Message, ...tags: readonly string[]): Field {
  const [found, second] = fields.filter(({ tag }) => tags.includes(tag))
  if (second) throw syntaxFault(second.row, second.tag, second.lines.join(' '))
  if (!found) throw new BankFault('bank.field_missing', { row, column: tags[0] ?? '' })
  return found
}
