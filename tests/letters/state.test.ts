/** Where letters stand, and what the months of BA/BS come to. */
import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { type IsoDate, type IsoMonth } from '../../shared/domain/days.ts'
import { baBsTotals, isElectronicNumber } from '../../shared/domain/letters/ba-bs.ts'
import {
  type AnswerKind,
  canHappen,
  canRemind,
  LETTER_EVENTS,
  LETTER_STATES,
  type LetterEvent,
  type LetterEventKind,
  liveEvents,
  standingOf,
} from '../../shared/domain/letters/state.ts'

const on = (text: string) => text as IsoDate
const event = (kind: LetterEventKind, day: string): LetterEvent => ({
  kind,
  on: on(day),
  answers: [],
})
const answer = (
  day: string,
  kind: AnswerKind,
  theirsMinor: number | null,
  currency = 'TRY',
): LetterEvent => ({
  kind: 'answered',
  on: on(day),
  answers: [{ currency, answer: kind, theirsMinor }],
})
const asked = [{ currency: 'TRY', balanceMinor: 25_000_00 }]
const clocks = (today: string) => ({
  today: on(today),
  answerBy: on('2026-10-15'),
  statutoryDays: 30,
})
const sent = [
  event('frozen', '2026-10-01'),
  event('queued', '2026-10-01'),
  event('sent', '2026-10-02'),
]

it('M62: a letter moves from prepared to opened and its two clocks run apart', () => {
  expect(standingOf([event('frozen', '2026-10-01')], asked, clocks('2026-10-01')).state).toBe(
    'frozen',
  )
  expect(standingOf(sent, asked, clocks('2026-10-10'))).toMatchObject({
    state: 'sent',
    sentOn: '2026-10-02',
    statutoryEnd: '2026-11-01',
    isUnanswered: false,
  })
  expect(standingOf(sent, asked, clocks('2026-10-16'))).toMatchObject({
    state: 'sent',
    isUnanswered: true,
  })
  expect(standingOf(sent, asked, clocks('2026-11-02'))).toMatchObject({
    state: 'expired',
    since: '2026-11-01',
  })
})

it('M59 M62: an own balance of 22,000 against 25,000 is a dispute over 3,000; after the statutory days it is late', () => {
  const inTime = standingOf(
    [...sent, answer('2026-11-01', 'dispute', 22_000_00)],
    asked,
    clocks('2026-11-20'),
  )
  const late = standingOf(
    [...sent, answer('2026-11-02', 'dispute', 22_000_00)],
    asked,
    clocks('2026-11-20'),
  )

  expect(inTime.state).toBe('disputed')
  expect(inTime.balances[0]).toMatchObject({ answeredMinor: 22_000_00, differenceMinor: 3_000_00 })
  expect(late.state).toBe('objected_late')
})

it('a letter of two currencies is agreed when both are, and disputed when one is', () => {
  const two = [...asked, { currency: 'EUR', balanceMinor: 5 }]
  const first = [...sent, answer('2026-10-05', 'agree', 25_000_00)]

  expect(standingOf(first, two, clocks('2026-10-06')).state).toBe('sent')
  expect(
    standingOf([...first, answer('2026-10-06', 'agree', 5, 'EUR')], two, clocks('2026-10-06'))
      .state,
  ).toBe('agreed')
  expect(
    standingOf([...first, answer('2026-10-06', 'dispute', 4, 'EUR')], two, clocks('2026-10-06'))
      .state,
  ).toBe('disputed')
})

it('a letter that came back is queued again; news that come late take nothing back', () => {
  const back = [...sent, event('bounced', '2026-10-03')]
  expect(standingOf(back, asked, clocks('2026-10-04')).state).toBe('bounced')
  expect(
    standingOf([...back, event('queued', '2026-10-05')], asked, clocks('2026-10-05')).state,
  ).toBe('queued')
  expect(
    standingOf(
      [...sent, event('opened', '2026-10-04'), event('delivered', '2026-10-03')],
      asked,
      clocks('2026-10-05'),
    ).state,
  ).toBe('opened')
})

it('M60 (part): a reminder is never sent twice in three days', () => {
  const reminded = [...sent, event('reminded', '2026-10-16')]
  const standing = standingOf(reminded, asked, clocks('2026-10-18'))

  expect(standing.reminders).toBe(1)
  expect(canRemind(standing, on('2026-10-18'))).toBe(false)
  expect(canRemind(standing, on('2026-10-19'))).toBe(true)
  expect(
    canRemind(
      standingOf(
        [...reminded, answer('2026-10-17', 'agree', 25_000_00)],
        asked,
        clocks('2026-10-19'),
      ),
      on('2026-10-19'),
    ),
  ).toBe(false)
})

test('whatever happens that may happen, the letter has a state, and answers stay until they are taken back', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LETTER_EVENTS), { maxLength: 20 }), (kinds) => {
      const events: LetterEvent[] = []
      for (const kind of kinds) {
        const { state } = standingOf(events, asked, clocks('2026-10-10'))
        if (!canHappen(state, kind)) continue
        events.push(
          kind === 'answered'
            ? answer('2026-10-09', 'agree', 25_000_00)
            : event(kind, '2026-10-08'),
        )
      }
      const standing = standingOf(events, asked, clocks('2026-10-10'))
      expect(LETTER_STATES).toContain(standing.state)
      const counts = liveEvents(events).some(({ kind }) => kind === 'answered')
      expect(standing.state === 'agreed').toBe(counts)
    }),
  )
})

it('N12 (part): an answer or a note that is taken back leaves the one before it', () => {
  const first = answer('2026-10-05', 'dispute', 22_000_00)
  const second = answer('2026-10-06', 'agree', 25_000_00)
  const [note, back] = [event('noted', '2026-10-07'), event('retracted', '2026-10-08')]

  expect(liveEvents([...sent, first, second, back])).toEqual([...sent, first])
  expect(liveEvents([...sent, first, note, back, back])).toEqual(sent)
  // There is nothing to take back: what happened on the way stays.
  expect(liveEvents([...sent, back])).toEqual(sent)
  expect(standingOf([...sent, first, second, back], asked, clocks('2026-10-10'))).toMatchObject({
    state: 'disputed',
    since: '2026-10-05',
  })
  expect(standingOf([...sent, first, back], asked, clocks('2026-10-10')).state).toBe('sent')
})

const bs = (netMinor: number, isElectronic: boolean) => ({
  form: 'BS' as const,
  netMinor,
  isElectronic,
})

it('M61 (part): paper and electronic documents test the threshold together, paper alone is declared', () => {
  const month = '2026-10' as IsoMonth
  expect(baBsTotals([bs(4_000_00, true), bs(1_500_00, false)], month)).toEqual([
    { form: 'BS', count: 1, netMinor: 1_500_00, lira: 1500, allCount: 2, allMinor: 5_500_00 },
  ])
  expect(baBsTotals([bs(4_000_00, true), bs(900_00, false)], month)).toEqual([])
  expect(baBsTotals([bs(5_000_00, false)], month)).toHaveLength(1)
  expect(baBsTotals([bs(5_000_00, false)], month, 'over')).toEqual([])
  expect(baBsTotals([bs(6_000_00, true)], '2020-05' as IsoMonth)).toHaveLength(1)
  expect(baBsTotals([{ ...bs(6_000_00, false), exclusion: 'rent' }], month)).toEqual([])
  expect(baBsTotals([bs(7_654_99, false)], month)[0]).toMatchObject({
    lira: 7654,
    netMinor: 765_499,
  })
})

it('knows an electronic invoice by its number', () => {
  expect(isElectronicNumber('ABC2026000000123')).toBe(true)
  expect(isElectronicNumber('INV-2026-0001')).toBe(false)
})
