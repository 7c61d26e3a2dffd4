/** Letters as files: started here, followed in the tray, where they are stopped, taken up and saved. */
import { SegmentedControl, Switch } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { api } from '../../app/api.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'
import styles from './Letters.module.css'

const FORMATS = ['pdf', 'xlsx', 'both'] as const

interface FilesProps {
  readonly campaignId: string
  readonly onClose: () => void
}

export function FilesDialog(props: FilesProps) {
  const say = useText()
  return (
    <Dialog onClose={props.onClose} size={460} title={say('letters.files.title')}>
      <FilesForm {...props} />
    </Dialog>
  )
}

function FilesForm({ campaignId, onClose }: FilesProps) {
  const say = useText()
  const describe = useTrouble()
  const [format, setFormat] = useState<(typeof FORMATS)[number]>('pdf')
  const [joined, setJoined] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const order = { campaignId, format, joined }
    api.jobs.startLetters({ jobId: crypto.randomUUID(), order }).then(
      () => {
        toast.done(say('letters.files.started'))
        onClose()
      },
      (error: unknown) => setTrouble(describe(error).sentence),
    )
  }
  return (
    <form className={styles['form']} onSubmit={submit}>
      <p>{say('letters.files.says')}</p>
      <SegmentedControl
        aria-label={say('letters.files.format')}
        value={format}
        data={[
          { value: 'pdf', label: 'PDF' },
          { value: 'xlsx', label: 'Excel' },
          { value: 'both', label: say('letters.files.both') },
        ]}
        onChange={(value) => setFormat(FORMATS.find((one) => one === value) ?? 'pdf')}
      />
      <Switch
        label={say('letters.files.joined')}
        checked={joined}
        onChange={(event) => setJoined(event.currentTarget.checked)}
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
          label={say('letters.files.start')}
          keys="Enter"
          data-autofocus
        />
      </div>
    </form>
  )
}
