/** What the command line prints: JSON of the contract's shape, or columns a person can read. */
import { type Currency, isCurrency } from '../../shared/domain/currency.ts'
import { isIsoDate, isIsoMonth, type IsoDate, type IsoMonth } from '../../shared/domain/days.ts'
import { fromDecimalString, toDecimalString } from '../../shared/domain/money.ts'
import type { Refusal } from '../../shared/rpc/refusal.ts'
import { problemLine } from '../../shared/i18n/sentences.ts'
import { languageOf, refusalText } from './sentences.ts'

/** Wrong usage: exit 2. */
export class Usage extends Error {
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>

  constructor(message: string, code = 'usage', params: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.code = code
    this.params = params
  }
}

/** Set by a command that is done with problems; read when it ends. */
export const exitCode = { value: 0 }

export function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

export function printLines(values: readonly unknown[]): void {
  process.stdout.write(values.map((value) => `${JSON.stringify(value)}\n`).join(''))
}

/** Columns padded to their widest cell; amounts (given as such) to the right. */
export function printTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): void {
  const widths = headings.map((heading, i) =>
    Math.max(heading.length, ...rows.map((row) => (row[i] ?? '').length)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) =>
        right.includes(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
      )
      .join('  ')
      .trimEnd()
  process.stdout.write(
    [line(headings), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)]
      .map((text) => `${text}\n`)
      .join(''),
  )
}

export function money(minor: number, currency: string): string {
  return toDecimalString(minor, currency)
}

export function errorJson(refusal: Refusal, argv: readonly string[]): Record<string, unknown> {
  const language = argv[argv.indexOf('--lang') + 1]
  const details: Record<string, unknown> = {}
  const currency =
    typeof refusal.params['currency'] === 'string' && isCurrency(refusal.params['currency'])
      ? refusal.params['currency']
      : null
  for (const [key, value] of Object.entries(refusal.params)) {
    if (key.endsWith('Minor') && typeof value === 'number' && currency)
      details[key.slice(0, -'Minor'.length)] = toDecimalString(value, currency)
    else details[key] = value
  }
  const asked = argv.includes('--lang') ? language : undefined
  return {
    code: refusal.code,
    message: placed(refusal, refusalText(refusal.code, details, asked), asked),
    ...details,
  }
}

/** What is wrong with a cell says where it is, if its own sentence does not. */
function placed({ code, params }: Refusal, sentence: string, language?: string): string {
  const { row, column, value } = params
  if (typeof row !== 'number' || row < 1 || typeof column !== 'string') return sentence
  if (sentence.includes(String(row))) return sentence
  const said = typeof value === 'string' ? value : null
  return problemLine({ row, column, code, value: said, params }, languageOf(language))
}

export function dayOption(text: string): IsoDate {
  if (!isIsoDate(text))
    throw new Usage(`${text} is no day: write it as YYYY-MM-DD.`, 'option.invalid', { value: text })
  return text
}

export function monthOption(text: string): IsoMonth {
  if (!isIsoMonth(text))
    throw new Usage(`${text} is no month: write it as YYYY-MM.`, 'option.invalid', { value: text })
  return text
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

export function momentOption(text: string): string {
  const [, day = ''] = MOMENT.exec(text) ?? []
  const at = Date.parse(text)
  if (!isIsoDate(day) || Number.isNaN(at))
    throw new Usage(`${text} is no moment: write it as 2026-09-30T18:00:00Z.`, 'option.invalid', {
      value: text,
    })
  return new Date(at).toISOString()
}

export function wholeOption(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new Usage(`${text} is no whole number.`, 'option.invalid', { value: text })
  return Number(text)
}

/** A whole number from `min` on. */
export function wholeFrom(min: number): (text: string) => number {
  return (text) => {
    const value = wholeOption(text)
    if (value < min)
      throw new Usage(`${text} is too small: at least ${min}.`, 'option.invalid', { value: text })
    return value
  }
}

export function bucketsOption(text: string): number[] {
  const edges = text.split(',').map((part) => part.trim())
  const numbers = edges.map(Number)
  if (
    !edges.every((edge) => /^\d{1,4}$/.test(edge)) ||
    numbers.some((edge, i) => edge <= (numbers[i - 1] ?? 0)) ||
    numbers.length > 8
  ) {
    throw new Usage(
      `${text} is no set of buckets: rising days such as 30,60,90.`,
      'option.invalid',
      { value: text },
    )
  }
  return numbers
}

export function currencyOption(text: string): Currency {
  if (!isCurrency(text))
    throw new Usage(`${text} is no currency code.`, 'option.invalid', { value: text })
  return text
}

export function choiceOption<T extends string>(choices: readonly T[]): (text: string) => T {
  return (text) => {
    const found = choices.find((choice) => choice === text)
    if (found === undefined)
      throw new Usage(`${text} is not one of ${choices.join(', ')}.`, 'option.invalid', {
        value: text,
      })
    return found
  }
}

/** An amount as cli.md writes it, in minor units of its currency. */
export function decimal(text: string, currency: string): number {
  const minor = fromDecimalString(text, currency)
  if (minor === null)
    throw new Usage(`${text} is no amount: write it as 1234.56.`, 'option.invalid', { value: text })
  return minor
}
