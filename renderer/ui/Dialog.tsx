/** A dialog that is there as long as it is rendered: title, a close button that says so, and what is in it. */
import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from './language.tsx'

export function Dialog({
  title,
  size,
  onClose,
  isUnder = false,
  children,
}: {
  readonly title: string
  /** Pixels. */
  readonly size: number
  readonly onClose: () => void
  /** Something lies over it and has the focus. */
  readonly isUnder?: boolean
  readonly children: ReactNode
}) {
  const say = useText()
  return (
    <Modal
      opened
      trapFocus={!isUnder}
      onClose={onClose}
      size={size}
      title={title}
      closeButtonProps={{ 'aria-label': say('action.close') }}
    >
      {children}
    </Modal>
  )
}
