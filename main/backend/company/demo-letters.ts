/**
 * The demo's balance letters of the month before its last: to the accounts of one segment, some handed
 * over, some of these answered, one come back. They are made and answered on days of the demo; when
 * that was recorded is the moment the demo is made, as of its documents.
 */
import { campaigns, type LetterRow } from '../../../shared/contract/campaigns.ts'
import {
  addDays,
  addMonths,
  firstOfMonth,
  type IsoDate,
  lastOfMonth,
  monthOf,
} from '../../../shared/domain/days.ts'
import { externalId } from '../../../sync/engine/ids.ts'
import type { Context } from '../context.ts'
import { answerLetter, markLetters } from '../features/campaign-events.ts'
import { createCampaign, previewCampaign } from '../features/campaign-make.ts'
import type { CompanyFile } from './company-file.ts'

const SEGMENT = 'A'
const ANSWER_DAYS = 10
/** Of the letters in a row two of three are handed over, and every second of these answered, so many at most. */
const HANDED_OVER_OF = 3
const ANSWERED_OF = 2
const ANSWERS = 16
/** Every so many answers one disagrees. */
const DISPUTE_EVERY = 4

export function makeDemoLetters(company: CompanyFile, until: IsoDate): void {
  const month = addMonths(monthOf(until), -1)
  const made = firstOfMonth(monthOf(until))
  /** So many days later, or the demo's last. */
  const after = (days: number) => (addDays(made, days) < until ? addDays(made, days) : until)
  const on = <T>(today: IsoDate, work: (context: Context) => T) =>
    company.command((context) => work({ ...context, today }))
  const idOf = (key: string) => externalId(company.company.companyId, 'demo.letters', key)
  const campaignId = idOf(month)
  const order = campaigns.create.input.shape.order.parse({
    asOf: lastOfMonth(month),
    segment: SEGMENT,
    skipZero: true,
    answerBy: addDays(made, ANSWER_DAYS),
  })
  const { letters } = company.query((context) => previewCampaign(context, order))
  // A handful of customers may have nobody in the segment.
  if (letters === 0) return
  const { rows } = on(made, (context) => createCampaign(context, { campaignId, order }))
  const out = rows.filter((_, i) => i % HANDED_OVER_OF > 0)
  const mark = (
    today: IsoDate,
    of: readonly LetterRow[],
    as: 'sent' | 'bounced',
    note?: string,
  ) => {
    const customers = of.map(({ customer }) => customer)
    if (customers.length === 0) return
    const marked = campaigns.mark.input.parse({ campaignId, customers, as, on: today, note })
    on(today, (context) => markLetters(context, marked))
  }
  mark(after(1), out, 'sent')
  mark(after(5), out.slice(-1), 'bounced', 'Adreste tanınmıyor')
  const answering = out
    .slice(0, -1)
    .filter(({ balances }, i) => i % ANSWERED_OF === 0 && balances.length === 1)
  answering.slice(0, ANSWERS).forEach(({ customer, balances: [own] }, i) => {
    const isDispute = i % DISPUTE_EVERY === DISPUTE_EVERY - 2
    const ours = own?.balanceMinor ?? 0
    const answer = campaigns.answer.input.parse({
      eventId: idOf(customer),
      campaignId,
      customer,
      by: 'Muhasebe',
      ...(isDispute
        ? {
            answer: 'dispute',
            theirsMinor: ours - Math.round(ours / 8),
            note: 'İade faturamız hesabınıza işlenmemiş.',
          }
        : { answer: 'agree' }),
    })
    on(after(4 + (i % 5)), (context) => answerLetter(context, answer))
  })
}
