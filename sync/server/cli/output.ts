/** What the server's command line prints and reads: JSON, or short lines a person can read. */
import { readFileSync } from 'node:fs'
import { InvalidArgumentError } from 'commander'
import { problemSentence, type SentenceLanguage } from '../../../shared/i18n/sentences.ts'
import { Declined } from '../declined.ts'

/** Wrong usage: exit 2. */
export class Usage extends Error {
  readonly code: string

  constructor(message: string, code = 'usage') {
    super(message)
    this.code = code
  }
}

/** What the running command ends with when nothing is thrown: 1 for done with findings. */
export const exitCode = { value: 0 }

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

/** One JSON object, or each of its values on a line. */
export function printOne(value: Readonly<Record<string, unknown>>, isJson: boolean): void {
  if (isJson) printJson(value)
  else for (const one of Object.values(value)) process.stdout.write(`${textOf(one)}\n`)
}

/** `{"<name>":[…]}`, or a line of values each. */
export function printList(
  name: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  isJson: boolean,
): void {
  if (isJson) printJson({ [name]: rows })
  else for (const row of rows) printRow(row)
}

/** One object a line, or its values. */
export function printLine(row: Readonly<Record<string, unknown>>, isJson: boolean): void {
  if (isJson) printJson(row)
  else printRow(row)
}

function printRow(row: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${Object.values(row).map(textOf).join('\t')}\n`)
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(textOf).join(',')
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number)
}

/** The error as `--json` says it, with its sentence in the asker's language. */
export function declinedJson(error: Declined, language: string | undefined) {
  const asked: SentenceLanguage = language === 'tr' || language === 'de' ? language : 'en'
  return {
    code: error.code,
    message: problemSentence(error.code, error.params, asked),
    ...error.params,
  }
}

/** One line from standard input. */
export function passwordFromStdin(): string {
  const password = readFileSync(0, 'utf8').replace(/\r?\n$/, '')
  if (password === '') throw new Declined('password.empty')
  return password
}

export function idOption(text: string): string {
  const id = text.toLowerCase()
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    throw new InvalidArgumentError(`${text} is no id.`)
  return id
}

export function wholeOption(max: number): (text: string) => number {
  return (text) => {
    if (!/^\d{1,15}$/.test(text) || Number(text) > max)
      throw new InvalidArgumentError(`${text} is no whole number up to ${max}.`)
    return Number(text)
  }
}

export function choiceOption<T extends string>(choices: readonly T[]) {
  return (text: string): T => {
    const found = choices.find((choice) => choice === text)
    if (found === undefined)
      throw new InvalidArgumentError(`${text} is not one of ${choices.join(', ')}.`)
    return found
  }
}
