import { expect, it } from 'vitest'
import type { CampaignStatus, LetterRow } from '../../../shared/contract/campaigns.ts'
import { boardRows, canResend, countsOf, measured, nextStepOf, statusOf } from './funnel.ts'

const letter = (state: LetterRow['state'], more: Partial<LetterRow> = {}): LetterRow =>
  ({
    state,
    isUnanswered: false,
    balances: [{ currency: 'TRY', changedLines: 0 }],
    ...more,
  }) as LetterRow
const status = (...rows: readonly LetterRow[]) => ({ rows }) as unknown as CampaignStatus

it('M62 (part): every letter stands in the funnel where a person looks for it', () => {
  const all = status(
    letter('frozen'),
    letter('queued'),
    letter('opened', { isUnanswered: true }),
    letter('not_ours'),
    letter('objected_late'),
    letter('expired'),
    letter('bounced'),
  )

  expect(countsOf(all)).toEqual({
    all: 7,
    prepared: 1,
    sent: 1,
    opened: 1,
    agreed: 0,
    disputed: 2,
    noAnswer: 2,
    bounced: 1,
  })
  expect(boardRows(all, 'noAnswer').map(({ letter: one }) => one.state)).toEqual([
    'opened',
    'expired',
  ])
  expect(statusOf(letter('sent', { isUnanswered: true }))).toBe('letterUnanswered')
})

it('only a letter that came back, or whose balance changed, is sent again', () => {
  expect(canResend(letter('bounced'))).toBe(true)
  expect(canResend(letter('sent', { balances: [{ changedLines: 1 }] as never }))).toBe(true)
  expect(canResend(letter('sent'))).toBe(false)
})

it('M60 (part): says how many agreed, disputed and are silent, and how long the middle answer took', () => {
  const rows = [
    ...Array(71).fill(letter('agreed')),
    ...Array(9).fill(letter('disputed')),
    ...Array(20).fill(letter('sent')),
  ]
  expect(measured({ rows, medianAnswerMinutes: 190 } as never)).toEqual({
    minutes: 190,
    agreed: 0.71,
    disputed: 0.09,
    silent: expect.closeTo(0.2) as number,
  })
  expect(measured(status(letter('sent')))).toBeNull()
})

it.each([
  ['frozen', 'queue'],
  ['queued', 'deliver'],
  ['delivered', 'wait'],
  ['disputed', 'compare'],
  ['not_ours', 'account'],
  ['bounced', 'address'],
  ['expired', 'remind'],
  ['agreed', 'none'],
] as const)('M62 (part): the next step of a letter that is %s is %s', (state, step) => {
  expect(nextStepOf(letter(state))).toBe(step)
})
