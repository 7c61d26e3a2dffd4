/** Columns of bank lines and of the items they may pay. */
import type { BankLineView, bank as contract, PayableItem } from '../../../shared/contract/bank.ts'
import type { z } from 'zod'
import type { GridColumn } from '../../ui/grid-columns.ts'
import type { SayText } from '../../ui/language.tsx'
import { TickMark } from '../../ui/TickMark.tsx'
import type { ProposedLine, Tick } from './draft.ts'
import { shownScore } from '../../../shared/domain/matching/shown-score.ts'
import { ScoreBar } from './ScoreBar.tsx'
import styles from './Reconcile.module.css'

export type ListedLine = z.output<(typeof contract)['list']['output']>[number]

/** Who it is from or to, and what is said of it. */
function Payer({ entry }: { readonly entry: BankLineView }) {
  const first = entry.counterparty ?? entry.text
  const second = entry.counterparty === null ? entry.bankRef : entry.text
  return (
    <span className={styles['payer']}>
      <b title={first}>{first}</b>
      <span title={second ?? undefined}>{second}</span>
    </span>
  )
}

function entryColumns<Row extends { readonly entry: BankLineView }>(): GridColumn<Row>[] {
  return [
    { id: 'date', kind: 'day', head: 'head.date', day: ({ entry }) => entry.date },
    {
      id: 'payer',
      kind: 'node',
      head: 'reconcile.head.payer',
      node: ({ entry }) => <Payer entry={entry} />,
      text: ({ entry }) => [entry.counterparty, entry.text].filter(Boolean).join(' · '),
      extra: 0,
      fills: true,
      widthMin: 120,
    },
    {
      id: 'amount',
      kind: 'money',
      head: 'reconcile.head.amount',
      minor: ({ entry }) => entry.amountMinor,
      currency: ({ entry }) => entry.currency,
      strong: true,
      total: true,
    },
  ]
}

/** `withCurrency` where lines of several currencies stand together. */
function currencyColumn<Row extends { readonly entry: BankLineView }>(): GridColumn<Row> {
  return {
    id: 'currency',
    kind: 'text',
    head: 'head.currency',
    text: ({ entry }) => entry.currency,
  }
}

/** A line to do, with how likely the match chosen for it is right; null where nothing is proposed. */
export interface TodoRow extends ProposedLine {
  readonly confidence: number | null
}

export function todoColumns(withCurrency: boolean, say: SayText): readonly GridColumn<TodoRow>[] {
  return [
    ...entryColumns<TodoRow>(),
    ...(withCurrency ? [currencyColumn<TodoRow>()] : []),
    {
      id: 'score',
      kind: 'node',
      head: 'reconcile.head.score',
      node: ({ confidence }) => <ScoreBar confidence={confidence} />,
      text: ({ confidence }) =>
        confidence === null ? say('reconcile.noMatch') : String(shownScore(confidence)),
      sort: ({ confidence }) => confidence ?? 0,
      // Room for the bar: “no match” has none and is longer.
      extra: 0,
      end: true,
    },
  ]
}

export function doneColumns(
  withCurrency: boolean,
  isParked: boolean,
): readonly GridColumn<ListedLine>[] {
  return [
    ...entryColumns<ListedLine>(),
    ...(withCurrency ? [currencyColumn<ListedLine>()] : []),
    ...(isParked
      ? [
          {
            id: 'reason',
            kind: 'text',
            head: 'reconcile.head.note',
            text: ({ reason }: ListedLine) => reason,
            widthMax: 300,
          } as const,
        ]
      : [
          {
            id: 'customerName',
            kind: 'text',
            head: 'head.account',
            text: ({ customer }: ListedLine) => customer?.name ?? null,
            widthMax: 240,
          } as const,
        ]),
    {
      id: 'documents',
      kind: 'text',
      head: 'head.document',
      text: ({ documents }) => documents.join(', '),
      link: true,
      widthMax: 220,
    },
  ]
}

/** An open item, with what the match takes of it. */
export interface ItemRow extends PayableItem {
  readonly tick: Tick | null
  /** Why the proposal takes it, in words. */
  readonly why: string | null
}

export function itemColumns(
  {
    withCustomer,
    withCurrency,
  }: { readonly withCustomer: boolean; readonly withCurrency: boolean },
  onToggle: (item: ItemRow) => void,
  say: SayText,
): readonly GridColumn<ItemRow>[] {
  return [
    {
      id: 'tick',
      kind: 'node',
      head: { text: '✓' },
      node: (row) => (
        <button
          type="button"
          tabIndex={-1}
          className={styles['tick']}
          aria-label={say('reconcile.tick', { document: row.documentNo })}
          aria-pressed={row.tick !== null}
          onClick={() => onToggle(row)}
        >
          <TickMark />
        </button>
      ),
      text: ({ tick }) => (tick === null ? '' : '✓'),
      extra: 22,
    },
    {
      id: 'document',
      kind: 'text',
      head: 'head.document',
      text: ({ documentNo }) => documentNo,
      strong: true,
      widthMax: 190,
    },
    ...(withCustomer
      ? [
          {
            id: 'customerName',
            kind: 'text',
            head: 'head.account',
            text: ({ customerName }: ItemRow) => customerName,
            widthMax: 160,
          } as const,
        ]
      : []),
    // Beside the account there is room for one day, the one that counts.
    ...(withCustomer
      ? []
      : [
          { id: 'date', kind: 'day', head: 'head.date', day: ({ date }: ItemRow) => date } as const,
        ]),
    { id: 'due', kind: 'day', head: 'head.due', day: ({ dueDate }) => dueDate },
    {
      id: 'open',
      kind: 'money',
      head: 'head.open',
      minor: ({ openMinor }) => openMinor,
      currency: ({ currency }) => currency,
    },
    {
      id: 'apply',
      kind: 'money',
      head: 'reconcile.head.apply',
      minor: ({ tick }) => tick?.amountMinor ?? null,
      currency: ({ currency }) => currency,
      strong: true,
    },
    ...(withCurrency
      ? [
          {
            id: 'currency',
            kind: 'text',
            head: 'head.currency',
            text: ({ currency }: ItemRow) => currency,
          } as const,
        ]
      : []),
    {
      id: 'why',
      kind: 'text',
      head: 'reconcile.head.why',
      text: ({ why }) => why,
      tone: () => 'quiet',
      fills: true,
      widthMin: 90,
    },
  ]
}
