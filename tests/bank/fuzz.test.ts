/**
 * Bank files spoiled on purpose (reliability-security.md 5): one percent of a release's count, with a
 * fresh seed that is printed; `SALDO_FUZZ_SEED` runs one again, `SALDO_FUZZ_SCALE=100` the whole.
 *
 * Whatever comes of a file, it is a refusal by code or statements that hold together; never a fault of
 * ours, which the reader would call a damaged file without naming a part.
 */
import { randomInt } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readBank } from '../../main/backend/bank/read-bank.ts'
import { FileFailure } from '../../main/backend/tabular/failure.ts'
import type { BankStatement } from '../../shared/domain/bank/statement.ts'
import { isCurrency } from '../../shared/domain/currency.ts'
import { isIsoDate } from '../../shared/domain/days.ts'
import { Prng } from '../../shared/domain/generate/prng.ts'
import { textMutant } from '../support/mutants.ts'
import { CHOSEN, sample, SAMPLES } from './samples.ts'

const SEED = Number(process.env['SALDO_FUZZ_SEED'] ?? randomInt(2 ** 31))
const SCALE = Number(process.env['SALDO_FUZZ_SCALE'] ?? 1)
const COUNT = 1000
const REFUSAL =
  /^(?:(?:file|bank|column|map|amount|date|currency|text|row|cell)\.\w+|required\.missing)$/

const VALUES = [
  '999999999999999,99',
  '9007199254740993',
  '-1',
  '0,00',
  ',',
  '1e308',
  '000000',
  '991332',
  '20260230',
  'XXX',
  'JPY',
  '__proto__',
  'constructor',
  '\u202e',
  '</Ntry>',
  '<Ntry>',
  '&#0;',
  '&lol;',
  '<!DOCTYPE x>',
  '-}',
  ':20:',
  ':62F:C260331EUR1,00',
  '88,',
  '/',
  '?20?31?32',
]

/** A number, day or field put in place of another, or lines exchanged, doubled, taken from elsewhere. */
function bankMutant(text: string, other: string, roll: Prng): Buffer {
  let spoiled = text
  for (let i = roll.int(1, 4); i > 0; i -= 1) {
    const lines = spoiled.split('\n')
    const at = roll.int(0, lines.length - 1)
    const line = lines[at] ?? ''
    const kind = roll.int(0, 6)
    if (kind === 0) lines[at] = line.replace(/\d[\d.,]*/, roll.pick(VALUES))
    else if (kind === 1) lines.splice(at, 1)
    else if (kind === 2) lines.splice(at, 0, line)
    else if (kind === 3) lines.splice(at, 0, roll.pick(other.split('\n')))
    else if (kind === 4) lines[at] = line.replace(/[A-Z]{3}/, roll.pick(VALUES))
    else if (kind === 5) lines[at] = line.slice(0, roll.int(0, line.length)) + roll.pick(VALUES)
    else lines[at] = line.repeat(roll.int(1, 50))
    spoiled = lines.join('\n')
  }
  return roll.chance(0.3) ? textMutant(spoiled, roll) : Buffer.from(spoiled, 'latin1')
}

function assertSound(statement: BankStatement): void {
  const { entries, pending, currency, control, openingMinor, closingMinor } = statement
  const movement = entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  expect(isCurrency(currency)).toBe(true)
  expect(movement).toBe(statement.creditsMinor - statement.debitsMinor)
  if (control.ok === true && openingMinor !== null && closingMinor !== null)
    expect(openingMinor + movement).toBe(closingMinor)
  for (const entry of [...entries, ...pending]) {
    expect(isIsoDate(entry.bookedOn)).toBe(true)
    expect(Number.isSafeInteger(entry.amountMinor)).toBe(true)
    expect(entry.lines.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(entry.amountMinor)
  }
}

const names = (of: object) => Object.getOwnPropertyNames(of).toSorted().join()
const prototypes = () => [Object.prototype, Array.prototype, String.prototype].map(names).join('|')

describe('M104, reliability-security 5: bank files made to break their readers', () => {
  it('give statements that hold together, or a code', { timeout: 600_000 * SCALE }, async () => {
    console.log(`bank fuzz seed ${SEED}`)
    const roll = new Prng(SEED)
    const texts = SAMPLES.map((name) => sample(name).toString('latin1'))
    const clean = prototypes()
    let read = 0
    for (let i = 0; i < COUNT * SCALE; i += 1) {
      const bytes = bankMutant(roll.pick(texts), roll.pick(texts), roll)
      const said = `file ${i} of seed ${SEED}`
      const begun = performance.now()
      try {
        const { statements } = await readBank(bytes, roll.chance(0.8) ? CHOSEN : {})
        for (const statement of statements) assertSound(statement)
        const isRepeated = ({ problems }: BankStatement) =>
          problems.some(({ code }) => code === 'bank.statement_repeated')
        const once = statements.filter((one) => !isRepeated(one))
        const lines = once.flatMap((one) => one.entries.flatMap((entry) => entry.lines))
        expect(new Set(lines.map(({ identity }) => identity)).size, said).toBe(lines.length)
        read += 1
      } catch (error) {
        if (!(error instanceof FileFailure)) throw new Error(said, { cause: error })
        expect(error.code, said).toMatch(REFUSAL)
        const isOurs = error.code === 'file.damaged' && error.params['part'] === undefined
        expect(isOurs, `${said}: ${String(error.params['reason'])}`).toBe(false)
      }
      expect(performance.now() - begun, said).toBeLessThan(5000)
      expect(prototypes(), said).toBe(clean)
    }
    expect(read).toBeGreaterThan(COUNT * SCALE * 0.05)
  })
})
