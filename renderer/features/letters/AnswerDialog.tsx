/** What a customer answered, entered by hand: agreed, their own balance, or not their account. */
import { FileInput, SegmentedControl, TextInput } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import type { LetterRow } from '../../../shared/contract/campaigns.ts'
import { ANSWERS, type AnswerKind } from '../../../shared/domain/letters/state.ts'
import { api } from '../../app/api.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { MoneyField } from '../../ui/MoneyField.tsx'
import { toast } from '../../ui/toast.ts'
import styles from './Letters.module.css'

export type AnswerChoice = Extract<AnswerKind, 'agree' | 'dispute'>

/** As many bytes as the contract takes, in base64. */
const FILE_MAX = 5_000_000

interface AnswerProps {
  readonly campaignId: string
  readonly letter: LetterRow
  /** The currency of the row it was opened from. */
  readonly currency: string
  readonly asOf: string
  readonly first: AnswerChoice
  readonly onClose: () => void
}

export function AnswerDialog(props: AnswerProps) {
  const say = useText()
  return (
    <Dialog
      onClose={props.onClose}
      size={520}
      title={say('letters.answer.title', { name: props.letter.name })}
    >
      <AnswerForm {...props} />
    </Dialog>
  )
}

function AnswerForm({ campaignId, letter, currency: own, asOf, first, onClose }: AnswerProps) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const [answer, setAnswer] = useState<AnswerKind>(first)
  const [currency, setCurrency] = useState(own)
  const [theirs, setTheirs] = useState<number | null>(null)
  const [by, setBy] = useState('')
  const [note, setNote] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const asked = letter.balances.find((one) => one.currency === currency) ?? letter.balances[0]
  const isDispute = answer === 'dispute'
  const save = async () => {
    await api.campaigns.answer({
      eventId: crypto.randomUUID(),
      campaignId,
      customer: letter.customer,
      answer,
      ...(isDispute && theirs !== null ? { currency, theirsMinor: theirs } : {}),
      ...(by.trim() === '' ? {} : { by }),
      ...(note.trim() === '' ? {} : { note }),
      ...(file === null ? {} : { file: { name: file.name, base64: await base64Of(file) } }),
    })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (isDispute && theirs === null) {
      setProblem(say('letters.answer.amount'))
      return
    }
    if (file !== null && file.size > FILE_MAX) {
      setTrouble(say('letters.answer.tooLarge'))
      return
    }
    setBusy(true)
    setTrouble(null)
    save().then(
      () => {
        toast.done(say('letters.answered', { name: letter.name }))
        onClose()
      },
      (error: unknown) => {
        setBusy(false)
        setTrouble(describe(error).sentence)
      },
    )
  }
  const ours = asked?.balanceMinor ?? 0
  return (
    <form className={styles['form']} onSubmit={submit}>
      <p>{say('letters.answer.says', { number: letter.number, date: format.date(asOf) })}</p>
      <SegmentedControl
        fullWidth
        aria-label={say('letters.answer.kind')}
        value={answer}
        data={ANSWERS.map((one) => ({ value: one, label: say(`letters.answer.${one}`) }))}
        onChange={(value) => setAnswer(ANSWERS.find((one) => one === value) ?? 'agree')}
      />
      {isDispute && letter.balances.length > 1 && (
        <SegmentedControl
          aria-label={say('letters.answer.currency')}
          value={currency}
          data={letter.balances.map((one) => one.currency)}
          onChange={setCurrency}
        />
      )}
      {isDispute && (
        <MoneyField
          key={currency}
          label={`${say('letters.answer.theirs')} (${currency})`}
          currency={currency}
          minor={theirs}
          error={problem}
          ref={takesFocus}
          hint={say('letters.answer.ours', { amount: format.moneyWithCode(ours, currency) })}
          onChange={(minor) => {
            setTheirs(minor)
            setProblem(undefined)
          }}
        />
      )}
      {isDispute && theirs !== null && (
        <p className={styles['preview']} aria-live="polite">
          {say('letters.answer.difference', {
            amount: format.moneyWithCode(ours - theirs, currency),
          })}
        </p>
      )}
      <TextInput
        label={say('letters.answer.by')}
        value={by}
        maxLength={200}
        {...(isDispute ? {} : { 'data-autofocus': true })}
        onChange={(event) => setBy(event.currentTarget.value)}
      />
      <TextInput
        label={say('letters.answer.note')}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <FileInput
        label={say('letters.answer.file')}
        placeholder={say('letters.answer.attach')}
        leftSection={<IconPaperclip size={15} stroke={1.75} aria-hidden="true" />}
        value={file}
        clearable
        clearButtonProps={{ 'aria-label': say('action.clear') }}
        onChange={setFile}
      />
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
          label={say('letters.act.answer')}
          keys="Enter"
          busy={busy}
        />
      </div>
    </form>
  )
}

/** The dialog looks for this mark when it opens. */
function takesFocus(field: HTMLInputElement | null): void {
  field?.setAttribute('data-autofocus', '')
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  const piece = 0x8000
  for (let at = 0; at < bytes.length; at += piece)
    text += String.fromCharCode(...bytes.subarray(at, at + piece))
  return btoa(text)
}
