/** Asks for one line of text: the note of a parked line, the reason for a soft-closed month. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useText } from '../../ui/language.tsx'
import { SmallDialog } from './SmallDialog.tsx'

export function ReasonDialog({
  title,
  says,
  act,
  first = '',
  onReason,
  onClose,
}: {
  readonly title: string
  readonly says: string
  readonly act: string
  readonly first?: string
  readonly onReason: (reason: string) => void
  readonly onClose: () => void
}) {
  const say = useText()
  const [reason, setReason] = useState(first)
  return (
    <SmallDialog
      title={title}
      says={says}
      act={act}
      isReady={reason.trim() !== ''}
      onSubmit={() => onReason(reason.trim())}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={say('reconcile.reason')}
        value={reason}
        maxLength={120}
        onChange={(event) => setReason(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
      />
    </SmallDialog>
  )
}
