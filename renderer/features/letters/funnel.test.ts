import { expect, it } from 'vitest'
import type { CampaignStatus, LetterRow } from '../../../shared/contract/campaigns.ts'
import { boardRows, canResend, countsOf, statusOf } from './funnel.ts'

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
