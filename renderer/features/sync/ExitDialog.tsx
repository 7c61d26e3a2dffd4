/** One way out of held work: what it means, and the one thing it has to know. */
import { TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useText } from '../../ui/language.tsx'
import { MoneyField } from '../../ui/MoneyField.tsx'
import { toast } from '../../ui/toast.ts'
import { type Exit, type ExitField, fieldsOf } from './exits.ts'
import type { HeldRow } from './words.ts'
import styles from './Sync.module.css'

export function ExitDialog({
  exit,
  row,
  today,
  onClose,
}: {
  readonly exit: Exit
  readonly row: HeldRow
  readonly today: IsoDate
  readonly onClose: () => void
}) {
  const say = useText()
  const describe = useTrouble()
  const [day, setDay] = useState<IsoDate | null>(today)
  const [minor, setMinor] = useState<number | null>(null)
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  const [busy, setBusy] = useState(false)
  const [field] = fieldsOf(exit, row)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (field !== undefined && isMissing(field, { day, minor, text }))
      return setProblem(say('field.required'))
    setBusy(true)
    api.device
      .resolve({ op: row.op, exit, ...valueOf(field, { day, minor, text }) })
      .then(() => {
        toast.done(say('sync.exit.done', { way: say(`sync.exit.${exit}`) }))
        onClose()
      })
      .catch((error: unknown) => setProblem(describe(error).sentence))
      .finally(() => setBusy(false))
  }
  const clear = () => setProblem(undefined)
  return (
    <Dialog title={say(`sync.exit.${exit}`)} size={460} onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <p>{say(`sync.exit.says.${exit}`)}</p>
        {field === 'date' ? (
          <DateField
            label={say('sync.exit.date')}
            day={day}
            today={today}
            error={problem}
            onChange={(next) => {
              setDay(next)
              clear()
            }}
          />
        ) : field === 'amount' ? (
          <MoneyField
            startsHere
            label={say('sync.exit.amount')}
            currency={row.currency ?? 'TRY'}
            minor={minor}
            error={problem}
            onChange={(next) => {
              setMinor(next)
              clear()
            }}
          />
        ) : field === undefined ? (
          problem !== undefined && (
            <p className={styles['error']} role="alert">
              {problem}
            </p>
          )
        ) : (
          <TextInput
            data-autofocus
            label={say(`sync.exit.${field}`)}
            value={text}
            maxLength={field === 'reason' || field === 'user' ? 500 : 64}
            error={problem}
            onChange={(event) => {
              setText(event.currentTarget.value)
              clear()
            }}
          />
        )}
        <div className={styles['buttons']}>
          <Button label={say('action.cancel')} onClick={onClose} />
          <Button
            look="primary"
            type="submit"
            label={say(`sync.exit.${exit}`)}
            keys="Enter"
            busy={busy}
            {...(field === undefined ? { 'data-autofocus': true } : {})}
          />
        </div>
      </form>
    </Dialog>
  )
}

interface Typed {
  readonly day: IsoDate | null
  readonly minor: number | null
  readonly text: string
}

function isMissing(field: ExitField, { day, minor, text }: Typed): boolean {
  if (field === 'date') return day === null
  if (field === 'amount') return minor === null
  return text.trim() === ''
}

function valueOf(field: ExitField | undefined, { day, minor, text }: Typed) {
  if (field === undefined) return {}
  if (field === 'date') return day === null ? {} : { date: day }
  if (field === 'amount') return minor === null ? {} : { amountMinor: minor }
  return { [field === 'number' ? 'document' : field]: text.trim() }
}
