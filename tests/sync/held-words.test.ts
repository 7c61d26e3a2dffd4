/** Every code of held work is a sentence with its remedy in each language, every way out has a name. */
import { describe, expect, it } from 'vitest'
import { HELD_CODES } from '../../sync/protocol/codes.ts'
import { EXITS } from '../../shared/contract/decisions.ts'
import { DEFAULT_LOCALE, formattersFor } from '../../shared/i18n/formatters.ts'
import {
  exitLabel,
  groupLabel,
  type HeldFacts,
  heldSentence,
} from '../../shared/i18n/held-sentence.ts'

const FACTS: Omit<HeldFacts, 'code'> = {
  detail: null,
  kind: 'doc.post',
  documentNo: 'A-1',
  date: '2026-03-10',
  customer: 'C-1',
  currency: 'TRY',
  handedBy: null,
  theirs: null,
}

describe.each(['tr', 'en', 'de'] as const)('M170 M119: held work in %s', (language) => {
  const format = formattersFor({
    language,
    formatLocale: DEFAULT_LOCALE[language],
    negative: 'minus',
  })
  const say = (facts: Partial<HeldFacts> & { readonly code: string }) =>
    heldSentence({ ...FACTS, ...facts }, language, format)

  it('says each code in a sentence of its own', () => {
    const sentences = HELD_CODES.map((code) => say({ code }))
    expect(new Set(sentences).size).toBe(HELD_CODES.length)
    for (const sentence of sentences) expect(sentence).not.toMatch(/[{}]|[A-Z]+_[A-Z]+/)
  })

  it('says the month, what is open, and whose document stands instead', () => {
    const march = format.month('2026-03')
    expect(say({ code: 'PERIOD_CLOSED', detail: { period: '2026-03' } })).toContain(march)
    expect(
      say({ code: 'ALLOC_EXCEEDS_OPEN', detail: { number: 'F-7', open: 10_00, currency: 'TRY' } }),
    ).toContain(format.moneyWithCode(10_00, 'TRY'))
    const theirs = { documentNo: 'X-9', date: '2026-03-11', amountMinor: 20_00, by: 'Selin' }
    const beside = say({ code: 'EXT_REF_CONFLICT', theirs })
    for (const part of ['X-9', format.date('2026-03-11'), 'Selin']) expect(beside).toContain(part)
  })

  it('is narrower where the server says more, and names a code it does not know', () => {
    const waiting = say({ code: 'DEP_HELD', detail: { state: 'held' } })
    expect(say({ code: 'DEP_HELD', detail: { state: 'withdrawn' } })).not.toBe(waiting)
    expect(say({ code: 'MOON_FULL' })).toContain('MOON_FULL')
  })

  it('names the ways out and the fields of a card', () => {
    expect(EXITS.filter((exit) => exitLabel(exit, language) === exit)).toEqual([])
    expect(groupLabel('limit', language)).not.toBe('limit')
    expect(groupLabel('custom.region', language)).toBe('region')
  })
})
