/**
 * A file that stops: refused, or the statements before the cut where it falls between two of them. A
 * table of a bank has no end of its own: cut at the end of a row, it is a shorter table.
 */
import { describe, expect, it } from 'vitest'
import { readText, refusalOf, sample, SAMPLES } from './samples.ts'

const EVERY_BYTE_TO = 8192
const PLACES = 500

function placesIn(length: number): number[] {
  if (length <= EVERY_BYTE_TO) return Array.from({ length }, (_, at) => at)
  const every = Array.from({ length: PLACES }, (_, i) => Math.floor((i * length) / PLACES))
  // The last bytes are where an end can be missed.
  return [...new Set([...every, ...Array.from({ length: 40 }, (_, i) => length - 1 - i)])]
}

/** The text stops behind a closing balance or the mark of an end, and no further statement has begun. */
function stopsBetween(text: string, statements: number): boolean {
  const lines = text
    .replace(/[\u0001\u0003]/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
  const begun = lines.filter((line) => line.startsWith(':20:')).length
  const ended = lines.filter((line) => /^-(?:\}|$)/.test(line)).length
  // Where one statement is ended by a line of its own, so is the last.
  if (begun > 1 && ended > 0 && ended < begun) return false
  return begun === statements && /^(?:-|:6[245][FM]?:|:86:|:940:)/.test(lines.at(-1) ?? '')
}

describe.each(SAMPLES.filter((name) => !name.startsWith('csv/')))(
  'M104: %s cut anywhere',
  (name) => {
    it('is refused, or gives whole statements where the cut falls between two', async () => {
      const bytes = sample(name)
      const whole = JSON.stringify((await readText(bytes)).statements)
      const all = JSON.parse(whole) as readonly unknown[]
      let refused = 0
      for (const at of placesIn(bytes.length)) {
        const cut = bytes.subarray(0, at)
        const read = await refusalOf(cut)
        if (typeof read === 'string') {
          expect(read, `at ${at}`).toMatch(/^(?:file|bank|column)\.\w+$/)
          refused += 1
          continue
        }
        const got = JSON.parse(JSON.stringify(read.statements)) as readonly unknown[]
        expect(got, `at ${at}`).toEqual(all.slice(0, got.length))
        if (name.startsWith('mt940/'))
          expect(stopsBetween(cut.toString('latin1'), got.length), `at ${at}`).toBe(true)
        else expect(bytes.subarray(at).toString('latin1').trim(), `at ${at}`).toBe('')
      }
      expect(refused).toBeGreaterThan(0)
    })
  },
)

describe.each(SAMPLES.filter((name) => name.startsWith('csv/')))(
  'M104: %s cut anywhere',
  (name) => {
    it('is refused, or the table of the rows before', async () => {
      const bytes = sample(name)
      const lines = (await readText(bytes)).statements.flatMap((one) => one.entries)
      for (let at = 0; at < bytes.length; at += 1) {
        const read = await refusalOf(bytes.subarray(0, at))
        if (typeof read === 'string') continue
        const got = read.statements.flatMap((one) => one.entries)
        expect(
          got.map(({ lines: [line] }) => [line?.amountMinor, line?.text, line?.bankRef]),
        ).toEqual(
          lines
            .slice(0, got.length)
            .map(({ lines: [line] }) => [line?.amountMinor, line?.text, line?.bankRef]),
        )
        // Behind the cut nothing but the end of the row.
        expect(bytes.subarray(at).toString('latin1'), `at ${at}`).toMatch(
          /^(?:;?\r?\n|(?=["A-Z\d]))/,
        )
        expect(bytes.subarray(0, at).toString('latin1'), `at ${at}`).toMatch(/[\n"]$/)
      }
    })
  },
)
