/** One document in full: dates and amounts, what settled it, its ledger lines and where it came from. */
import {
  IconArrowBackUp,
  IconCalendarEvent,
  IconCircleCheck,
  IconMessageReport,
  IconX,
} from '@tabler/icons-react'
import type { DocumentView } from '../../../shared/contract/documents.ts'
import { isMessageId } from '../../../shared/i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText, type SayText } from '../../ui/language.tsx'
import { MoneyCell } from '../../ui/MoneyCell.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Badge, StatusBadge } from '../../ui/StatusBadge.tsx'
import type { Status } from '../../ui/status.ts'
import { canReverse, isOpenDebit, type Act } from './acts.ts'
import { DocumentFacts, type Info } from './DocumentFacts.tsx'
import styles from './DocumentPanel.module.css'
import { Trail } from './Trail.tsx'

export function DocumentPanel({
  document,
  info,
  onAct,
  onUndoAllocation,
  onGo,
}: {
  readonly document: DocumentView
  readonly info: Info
  readonly onAct: (act: Act) => void
  readonly onUndoAllocation: (other: DocumentView['allocations'][number]) => void
  readonly onGo: (documentId: string) => void
}) {
  const say = useText()
  const { currency } = document
  return (
    <>
      <header className={styles['head']}>
        <h2>{document.documentNo}</h2>
        <div className={styles['badges']}>
          <Badge label={say(`kind.${document.kind}`)} />
          <StatusBadge status={statusOf(document, info.suggestedAsOf)} />
        </div>
      </header>
      <Panel>
        <DocumentFacts document={document} info={info} />
      </Panel>
      <Panel title={say('document.allocations')}>
        {document.allocations.length === 0 ? (
          <p className={styles['none']}>{say('document.allocations.none')}</p>
        ) : (
          <ul className={styles['rows']}>
            {document.allocations.map((one) => (
              <AllocationRow
                key={one.allocationId}
                one={one}
                currency={currency}
                onGo={onGo}
                onUndo={() => onUndoAllocation(one)}
              />
            ))}
          </ul>
        )}
        <p className={styles['left']}>
          <span>{say('document.open')}</span>
          <MoneyCell minor={document.openMinor} currency={currency} strong />
        </p>
      </Panel>
      {document.installments.length > 1 && <Installments document={document} />}
      {document.disputes.length > 0 && <Disputes document={document} onAct={onAct} />}
      <Panel title={say('document.lines')}>
        <ul className={styles['rows']}>
          {document.lines.map((line, index) => (
            <li key={index}>
              <span className={styles['grow']}>{line.account}</span>
              <MoneyCell minor={line.amountMinor} currency={currency} />
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={say('document.trail')}>
        <Trail document={document} timezone={info.timezone} onGo={onGo} />
      </Panel>
      <div className={styles['acts']}>
        <Button
          icon={IconArrowBackUp}
          label={say('document.act.reverse')}
          keys="R"
          disabledReason={canReverse(document) ? undefined : say('document.cannotReverse')}
          onClick={() => onAct({ kind: 'reverse' })}
        />
        <Button
          icon={IconMessageReport}
          label={say('document.act.dispute')}
          keys="D"
          disabledReason={isOpenDebit(document) ? undefined : say('document.notOpen')}
          onClick={() => onAct({ kind: 'dispute' })}
        />
        <Button
          icon={IconCalendarEvent}
          label={say('document.act.due')}
          keys="A"
          disabledReason={isOpenDebit(document) ? undefined : say('document.notOpen')}
          onClick={() => onAct({ kind: 'due' })}
        />
      </div>
    </>
  )
}

function statusOf(document: DocumentView, asOf: string): Status {
  if (document.reversedBy) return 'reversed'
  if (document.disputes.some((dispute) => dispute.resolvedOn === null)) return 'disputed'
  if (document.openMinor === 0) return 'closed'
  if (document.openMinor < 0) return 'unapplied'
  return document.dueDate !== null && document.dueDate < asOf ? 'overdue' : 'open'
}

function AllocationRow({
  one,
  currency,
  onGo,
  onUndo,
}: {
  readonly one: DocumentView['allocations'][number]
  readonly currency: string
  readonly onGo: (documentId: string) => void
  readonly onUndo: () => void
}) {
  const say = useText()
  const format = useFormat()
  return (
    <li>
      <span className={styles['grow']}>
        <button type="button" className={styles['link']} onClick={() => onGo(one.documentId)}>
          {one.documentNo}
        </button>
        <span className={styles['note']}>{format.date(one.effectiveOn)}</span>
      </span>
      <MoneyCell minor={Math.abs(one.amountMinor)} currency={currency} />
      <button
        type="button"
        className={styles['undo']}
        aria-label={say('document.allocation.undo', { documentNo: one.documentNo })}
        title={say('document.allocation.undo', { documentNo: one.documentNo })}
        onClick={onUndo}
      >
        <IconX size={13} stroke={2} aria-hidden="true" />
      </button>
    </li>
  )
}

function Installments({ document }: { readonly document: DocumentView }) {
  const say = useText()
  const format = useFormat()
  return (
    <Panel title={say('document.installments')}>
      <ul className={styles['rows']}>
        {document.installments.map((one) => (
          <li key={one.n}>
            <span className={styles['quiet']}>{format.count(one.n)}</span>
            <span>{format.date(one.dueOn)}</span>
            {one.dueOn !== one.originalDueOn && (
              <span className={styles['quiet']}>
                {say('document.moved', { date: format.date(one.originalDueOn) })}
              </span>
            )}
            <span className={styles['figure']}>
              <MoneyCell minor={one.openMinor} currency={document.currency} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Disputes({
  document,
  onAct,
}: {
  readonly document: DocumentView
  readonly onAct: (act: Act) => void
}) {
  const say = useText()
  const format = useFormat()
  return (
    <Panel title={say('document.disputes')}>
      <ul className={styles['rows']}>
        {document.disputes.map((dispute) => (
          <li key={dispute.disputeId}>
            <span className={styles['grow']}>
              {[reasonIn(dispute.reason, say), dispute.note].filter(Boolean).join(' · ')}
              <span className={styles['quiet']}>
                {' '}
                {dispute.resolvedOn === null
                  ? format.date(dispute.openedOn)
                  : say('document.dispute.resolved', { date: format.date(dispute.resolvedOn) })}
              </span>
            </span>
            <MoneyCell minor={dispute.amountMinor} currency={document.currency} />
            {dispute.resolvedOn === null && (
              <Button
                look="plain"
                iconOnly
                icon={IconCircleCheck}
                label={say('document.act.resolve')}
                onClick={() => onAct({ kind: 'resolve', disputeId: dispute.disputeId })}
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** The codes Saldo offers are said in words; what came from elsewhere stands as it came. */
function reasonIn(code: string, say: SayText): string {
  const id = `document.reason.${code}`
  return isMessageId(id) ? say(id) : code
}
