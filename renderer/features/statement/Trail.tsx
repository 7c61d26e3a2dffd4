/** Where a document came from and what happened to it since. */
import {
  IconArrowBackUp,
  IconCalendarEvent,
  IconCircleCheck,
  IconPencil,
  IconTableImport,
  type Icon,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { DocumentView } from '../../../shared/contract/documents.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import styles from './DocumentPanel.module.css'

export function Trail({
  document,
  timezone,
  onGo,
}: {
  readonly document: DocumentView
  readonly timezone: string
  readonly onGo: (documentId: string) => void
}) {
  const say = useText()
  const format = useFormat()
  const { source, operation, reversedBy, reverses } = document
  return (
    <ul className={styles['trail']}>
      <Step
        icon={source.kind === 'import' ? IconTableImport : IconPencil}
        note={[
          format.moment(document.recordedAt, timezone),
          source.batchId === null ? '' : say('document.batch', { batch: source.batchId.slice(-6) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      >
        {say(`document.source.${source.kind}`, { file: source.fileName ?? '–' })}
      </Step>
      {document.dueChanges.map((change, index) => (
        <Step key={index} icon={IconCalendarEvent}>
          {say('document.dueMoved', {
            date: format.date(change.dueOn),
            on: format.date(change.agreedOn),
            reason: change.reason,
          })}
        </Step>
      ))}
      {reversedBy && (
        <Step icon={IconArrowBackUp} note={format.date(reversedBy.on)}>
          <button
            type="button"
            className={styles['link']}
            onClick={() => onGo(reversedBy.documentId)}
          >
            {say('document.reversedBy', { documentNo: reversedBy.documentNo })}
          </button>
        </Step>
      )}
      {reverses && (
        <Step icon={IconArrowBackUp}>
          <button
            type="button"
            className={styles['link']}
            onClick={() => onGo(reverses.documentId)}
          >
            {say('document.reverses', { documentNo: reverses.documentNo })}
          </button>
        </Step>
      )}
      <Step icon={IconCircleCheck}>
        {say('document.operation', {
          seq: format.count(operation.deviceSeq),
          hash: operation.hash.slice(0, 8),
        })}
      </Step>
    </ul>
  )
}

function Step({
  icon: StepIcon,
  note,
  children,
}: {
  readonly icon: Icon
  readonly note?: string
  readonly children: ReactNode
}) {
  return (
    <li>
      <span className={styles['dot']}>
        <StepIcon size={13} stroke={1.75} aria-hidden="true" />
      </span>
      <span>
        {children}
        {note !== undefined && <span className={styles['note']}>{note}</span>}
      </span>
    </li>
  )
}
