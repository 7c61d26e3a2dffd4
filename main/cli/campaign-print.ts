/** Campaigns and letters as the command line prints them. */
import type { CampaignStatus, LetterRow } from '../../shared/contract/campaigns.ts'
import { isCurrency } from '../../shared/domain/currency.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { money, print, printTable } from './output.ts'
import type { CommonOptions } from './session.ts'

/** An id of a campaign; what is none names no campaign. */
export function known(id: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new Refusal('campaign.unknown', { campaign: id })
  return id
}

export function show(options: CommonOptions, status: CampaignStatus): void {
  if (options.json)
    return print({
      id: status.campaignId,
      kind: status.kind,
      from: status.from,
      asOf: status.asOf,
      answerBy: status.answerBy,
      hash: status.hash,
      states: status.states,
      unanswered: status.unanswered,
      medianAnswerMinutes: status.medianAnswerMinutes,
      letters: status.rows.map(letterJson),
    })
  process.stdout.write(
    `${status.campaignId}  ${status.kind}  ${status.asOf}  ${status.letters} letters\n`,
  )
  showLetters(status.rows)
}

export function showLetters(rows: readonly LetterRow[]): void {
  printTable(
    ['number', 'customer', 'state', 'currency', 'balance', 'answered', 'difference'],
    rows.flatMap((row) =>
      row.balances.map((one) => [
        row.version === 1 ? row.number : `${row.number} v${row.version}`,
        row.customer,
        row.state,
        one.currency,
        money(one.balanceMinor, one.currency),
        orEmpty(one.answeredMinor, one.currency),
        orEmpty(one.differenceMinor, one.currency),
      ]),
    ),
    [4, 5, 6],
  )
}

function orEmpty(minor: number | null, currency: string): string {
  return minor === null ? '' : money(minor, currency)
}

export function letterJson(row: LetterRow): Record<string, unknown> {
  const decimal = (minor: number | null, currency: string) =>
    minor === null ? null : money(minor, currency)
  const changed = row.balances.filter(({ changedLines }) => changedLines > 0)
  // One figure for the letter: of the currency that changed, or its first.
  const main = changed[0] ?? row.balances[0]
  return {
    customer: row.customer,
    name: row.name,
    number: row.number,
    version: row.version,
    state: row.state,
    language: row.language,
    balances: row.balances.map((one) => ({
      currency: one.currency,
      balance: money(one.balanceMinor, one.currency),
      answered: decimal(one.answeredMinor, one.currency),
      difference: decimal(one.differenceMinor, one.currency),
    })),
    hash: row.hash,
    changedSince:
      main && isCurrency(main.currency) ? money(main.changedMinor, main.currency) : '0.00',
    changes: changed.map((one) => ({
      currency: one.currency,
      amount: money(one.changedMinor, one.currency),
      lines: one.changedLines,
    })),
    sentOn: row.sentOn,
    statutoryEnd: row.statutoryEnd,
    unanswered: row.isUnanswered,
    answeredAt: row.answeredAt,
    answeredBy: row.answeredBy,
    note: row.note,
    channel: row.channel,
    recipient: row.recipient,
    reminders: row.reminders,
    owner: row.owner,
  }
}
