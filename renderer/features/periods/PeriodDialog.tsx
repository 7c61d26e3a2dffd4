/** Closing, soft-closing and reopening a month: what it means in words, then the act. */
import { TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { lastOfMonth } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { isRefused } from '../../app/refused.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'
import type { MonthRow, Valuation } from './columns.tsx'
import { affectedBy, hasUnposted, type PeriodAct } from './acts.ts'
import styles from './Periods.module.css'

export interface PeriodDialogProps {
  readonly act: PeriodAct
  readonly row: MonthRow
  readonly months: readonly MonthRow[]
  readonly valuation: Valuation | undefined
  readonly onValueFirst: () => void
  readonly onClose: () => void
}

export function PeriodDialog(props: PeriodDialogProps) {
  const say = useText()
  const format = useFormat()
  const { act, row, onClose } = props
  return (
    <Dialog
      onClose={onClose}
      size={480}
      title={say(`periods.${act}.title`, { month: format.month(row.month) })}
    >
      <PeriodForm {...props} />
    </Dialog>
  )
}

function PeriodForm({ act, row, months, valuation, onValueFirst, onClose }: PeriodDialogProps) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const month = format.month(row.month)
  const { others, documents } = affectedBy(act, row, months)
  const isUnvalued = act === 'close' && valuation !== undefined && hasUnposted(valuation)
  const run = async () => {
    if (act === 'reopen') await api.periods.reopen({ month: row.month, reason: reason.trim() })
    else await api.periods.close({ month: row.month, soft: act === 'soft' })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setTrouble(null)
    run().then(
      () => {
        toast.done(say(`periods.${act}.done`, { month }))
        onClose()
      },
      (error: unknown) => {
        setBusy(false)
        const { sentence } = describe(error)
        if (isRefused(error, 'reason.missing')) setProblem(sentence)
        else setTrouble(sentence)
      },
    )
  }
  return (
    <form className={styles['form']} onSubmit={submit}>
      <p>{say(`periods.${act}.says`, { month, date: format.date(lastOfMonth(row.month)) })}</p>
      {others.length > 0 && (
        <p>
          {say(act === 'reopen' ? 'periods.reopen.others' : 'periods.close.others', {
            count: others.length,
            months: others.map((one) => format.month(one.month)).join(', '),
          })}
        </p>
      )}
      {act !== 'reopen' && <p>{say('periods.close.documents', { count: documents })}</p>}
      {isUnvalued && (
        <div className={styles['warning']} role="note">
          <IconAlertTriangle size={16} stroke={2} aria-hidden="true" />
          <span>{say('periods.close.unvalued', { month })}</span>
          <Button label={say('periods.close.valueFirst')} onClick={onValueFirst} />
        </div>
      )}
      {act === 'reopen' && (
        <TextInput
          data-autofocus
          label={say('periods.reopen.reason')}
          value={reason}
          maxLength={500}
          error={problem}
          onChange={(event) => {
            setReason(event.currentTarget.value)
            setProblem(null)
          }}
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
          look="primary"
          type="submit"
          label={say(`periods.act.${act}`)}
          keys="Enter"
          busy={busy}
          {...(act === 'reopen' ? {} : { 'data-autofocus': true })}
        />
      </div>
    </form>
  )
}
