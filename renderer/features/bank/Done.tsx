/** Lines that are matched or parked: what was made of them, and the way back. */
import { IconArrowBackUp, IconFileText, IconInbox } from '@tabler/icons-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { api } from '../../app/api.ts'
import { type Command, useCommands } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { useOpenDocument } from '../../app/open-document.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { Region } from '../../ui/Region.tsx'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { doneColumns, type ListedLine } from './columns.tsx'
import { shownScore } from '../../../shared/domain/matching/shown-score.ts'
import type { LineActs } from './use-line-acts.ts'
import styles from './Reconcile.module.css'

export function Done({
  part,
  account,
  acts,
  filter,
  onClearFilter,
  onShown,
}: {
  readonly part: 'matched' | 'parked'
  readonly account: string | undefined
  readonly acts: LineActs
  readonly filter: string
  readonly onClearFilter: () => void
  readonly onShown: (shown: number, all: number) => void
}) {
  const say = useText()
  const describe = useTrouble()
  const openDocument = useOpenDocument()
  const { scale } = useDensity()
  const live = useLive(api.bank.list, {
    state: part === 'matched' ? 'posted' : 'suspense',
    ...(account === undefined ? {} : { account }),
  })
  const rows = live.isPlaceholderData ? undefined : live.data
  const [focused, setFocused] = useState<string | null>(null)
  const grid = useRef<SaldoGridHandle<ListedLine>>(null)
  const row = rows?.find(({ entry }) => entry.id === focused) ?? rows?.[0] ?? null
  const withCurrency = new Set(rows?.map(({ entry }) => entry.currency)).size > 1
  const columns = useMemo(() => doneColumns(withCurrency, part === 'parked'), [withCurrency, part])
  const { takeBack } = acts
  const back = useCallback(() => {
    const one = grid.current?.focusedRow() ?? row
    if (one) takeBack([one.entry.id])
  }, [row, takeBack])
  const open = useCallback(
    (one: ListedLine) => {
      if (one.customer !== null)
        openDocument({
          customer: one.customer.code,
          documentId: one.documentIds[0] ?? null,
          currency: one.entry.currency,
        })
    },
    [openDocument],
  )
  const has = row !== null
  const canOpen = row?.customer != null
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'reconcile.back',
          title: 'reconcile.command.back',
          keys: ['T'],
          group: 'here',
          icon: IconArrowBackUp,
          enabled: has,
          run: back,
        },
      ],
      [has, back],
    ),
  )
  return (
    <div className={styles['panes']}>
      <div className={styles['main']} data-pane="lines">
        <SaldoGrid<ListedLine>
          key={part}
          ref={grid}
          label={say('reconcile.lines')}
          columns={columns}
          rows={rows}
          rowId={rowIdOf}
          filter={filter}
          onClearFilter={onClearFilter}
          trouble={live.error ? describe(live.error) : null}
          onRetry={() => void live.refetch()}
          onShown={(count) => onShown(count, rows?.length ?? 0)}
          onFocusRow={(one) => one && setFocused(one.entry.id)}
          onOpen={open}
          takesFocus
          rowHeight={LINE_HEIGHT}
          scale={scale}
          empty={
            <EmptyState
              icon={IconInbox}
              title={say(part === 'matched' ? 'reconcile.noneMatched' : 'reconcile.noneParked')}
              hint={say(
                part === 'matched' ? 'reconcile.noneMatched.says' : 'reconcile.noneParked.says',
              )}
            />
          }
        />
      </div>
      {row !== null && (
        <Region as="aside" name={say('reconcile.panel')} className={styles['side']}>
          <LineFacts line={row} />
          <Panel>
            <div className={styles['acts']}>
              <Button
                icon={IconArrowBackUp}
                label={say('reconcile.act.back')}
                keys="T"
                onClick={back}
              />
              {canOpen && (
                <Button
                  icon={IconFileText}
                  label={say('reconcile.act.open')}
                  keys="Enter"
                  onClick={() => open(row)}
                />
              )}
            </div>
          </Panel>
        </Region>
      )}
    </div>
  )
}

function LineFacts({ line }: { readonly line: ListedLine }) {
  const say = useText()
  const format = useFormat()
  const { entry, customer, documents, reason, by, confidence } = line
  const facts = [
    { label: say('head.date'), value: format.date(entry.date) },
    {
      label: say('reconcile.head.amount'),
      value: format.moneyWithCode(entry.amountMinor, entry.currency),
      strong: true,
    },
    { label: say('reconcile.account'), value: entry.account },
    ...(entry.iban === null ? [] : [{ label: 'IBAN', value: entry.iban }]),
    ...(customer === null
      ? []
      : [{ label: say('head.account'), value: `${customer.name} · ${customer.code}` }]),
    { label: say('head.document'), value: documents.join(', ') },
    ...(by === null
      ? []
      : [
          {
            label: say('reconcile.by'),
            value: [
              say(`reconcile.by.${by}`),
              confidence === null
                ? null
                : say('reconcile.by.score', { score: shownScore(confidence) }),
            ]
              .filter(Boolean)
              .join(' · '),
          },
        ]),
    ...(reason === null ? [] : [{ label: say('reconcile.head.note'), value: reason }]),
  ]
  return (
    <>
      <header className={styles['sideHead']}>
        <h2>{entry.counterparty ?? entry.text}</h2>
        <p>{entry.text}</p>
      </header>
      <Panel>
        <Facts facts={facts} />
      </Panel>
    </>
  )
}

const LINE_HEIGHT = 48
const rowIdOf = ({ entry }: ListedLine) => entry.id
