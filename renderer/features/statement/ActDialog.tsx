/** Reverse, agree a due date, open or resolve a dispute: one small form each. */
import { NativeSelect, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { DocumentView } from '../../../shared/contract/documents.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { api } from '../../app/api.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { MoneyField } from '../../ui/MoneyField.tsx'
import { toast } from '../../ui/toast.ts'
import { DISPUTE_REASONS, type Act } from './acts.ts'
import styles from './DocumentPanel.module.css'

const OUTCOMES = ['credit', 'accepted', 'withdrawn'] as const

export function ActDialog({
  act,
  document,
  today,
  onClose,
}: {
  readonly act: Act
  readonly document: DocumentView
  readonly today: IsoDate
  readonly onClose: () => void
}) {
  const say = useText()
  const { documentNo } = document
  return (
    <Dialog onClose={onClose} size={440} title={say(`document.${act.kind}.title`, { documentNo })}>
      <ActForm act={act} document={document} today={today} onClose={onClose} />
    </Dialog>
  )
}

function ActForm({
  act,
  document,
  today,
  onClose,
}: {
  readonly act: Act
  readonly document: DocumentView
  readonly today: IsoDate
  readonly onClose: () => void
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const [reason, setReason] = useState('')
  const [on, setOn] = useState<IsoDate | null>(
    today < document.postingDate ? document.postingDate : today,
  )
  const [dueOn, setDueOn] = useState<IsoDate | null>(document.dueDate)
  const [amountMinor, setAmountMinor] = useState<number | null>(document.openMinor)
  const [code, setCode] = useState<string>(DISPUTE_REASONS[0])
  const [how, setHow] = useState<(typeof OUTCOMES)[number]>('credit')
  const [periodReason, setPeriodReason] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const { documentId, documentNo, currency } = document
  const isReady =
    on !== null &&
    (act.kind === 'resolve' ||
      (act.kind === 'dispute'
        ? amountMinor !== null
        : reason.trim() !== '' && (act.kind !== 'due' || dueOn !== null)))

  const run = async (): Promise<string> => {
    const key = { documentId }
    const day = on ?? today
    switch (act.kind) {
      case 'reverse':
        await api.documents.reverse({
          key,
          reason,
          on: day,
          ...(periodReason === null ? {} : { periodReason }),
        })
        return say('document.reverse.done', { documentNo })
      case 'due':
        await api.documents.agreeDueDate({ key, dueOn: dueOn ?? day, reason, on: day })
        return say('document.due.done', { documentNo, date: format.date(dueOn ?? day) })
      case 'dispute':
        await api.documents.dispute({
          disputeId: crypto.randomUUID(),
          key,
          amountMinor: amountMinor ?? 0,
          reason: code,
          on: day,
          ...(reason.trim() === '' ? {} : { note: reason }),
        })
        return say('document.dispute.done', { documentNo })
      case 'resolve':
        await api.documents.resolveDispute({ disputeId: act.disputeId, how, on: day })
        return say('document.resolve.done')
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady || busy) return
    setBusy(true)
    run().then(
      (done) => {
        toast.done(done)
        onClose()
      },
      (error: unknown) => {
        setBusy(false)
        if (error instanceof Refusal && error.code === 'period.soft_closed')
          setPeriodReason((now) => now ?? '')
        setTrouble(describe(error).sentence)
      },
    )
  }
  return (
    <form className={styles['form']} onSubmit={submit}>
      {act.kind !== 'resolve' && (
        <p className={styles['says']}>{say(`document.${act.kind}.says`)}</p>
      )}
      {act.kind === 'due' && (
        <DateField
          label={say('document.dueOn')}
          day={dueOn}
          onChange={setDueOn}
          today={today}
          required
        />
      )}
      {act.kind === 'dispute' && (
        <>
          <MoneyField
            label={say('document.amount')}
            currency={currency}
            minor={amountMinor}
            onChange={setAmountMinor}
            required
          />
          <NativeSelect
            label={say('document.reasonCode')}
            value={code}
            data={DISPUTE_REASONS.map((value) => ({
              value,
              label: say(`document.reason.${value}`),
            }))}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        </>
      )}
      {act.kind === 'resolve' ? (
        <NativeSelect
          label={say('document.resolve.how')}
          value={how}
          data={OUTCOMES.map((value) => ({ value, label: say(`document.resolve.${value}`) }))}
          onChange={(event) =>
            setHow(OUTCOMES.find((one) => one === event.currentTarget.value) ?? 'credit')
          }
        />
      ) : (
        <TextInput
          data-autofocus
          label={say(act.kind === 'dispute' ? 'document.note' : 'document.reason')}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <DateField label={say('document.on')} day={on} onChange={setOn} today={today} required />
      {periodReason !== null && (
        <TextInput
          label={say('document.reason')}
          value={periodReason}
          maxLength={500}
          onChange={(event) => setPeriodReason(event.currentTarget.value)}
        />
      )}
      {trouble !== null && (
        <p className={styles['error']} role="alert">
          {trouble}
        </p>
      )}
      <div className={styles['buttons']}>
        <Button label={say('action.cancel')} onClick={onClose} />
        <Button
          look={act.kind === 'reverse' ? 'danger' : 'primary'}
          type="submit"
          label={say(ACT_WORDS[act.kind])}
          busy={busy}
          disabled={!isReady}
        />
      </div>
    </form>
  )
}

const ACT_WORDS = {
  reverse: 'document.act.reverse',
  due: 'document.act.due',
  dispute: 'document.act.dispute',
  resolve: 'document.act.resolve',
} as const
