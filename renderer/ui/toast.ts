/**
 * Results of own acts, bottom right, with Undo where there is one. Never for a form error: that
 * stands at its field. A toast with something to press stays while it is pointed at or focused.
 */
import { notifications } from '@mantine/notifications'
import { createElement } from 'react'
import { ToastMessage, type ToastAct } from './ToastMessage.tsx'

const SHOWN_MS = 5000
const SHOWN_WITH_ACT_MS = 10_000

let offer: () => ToastAct | null = () => null

/** Who knows whether what was just done can be undone; answers how to stop being asked. */
export function offerUndo(find: () => ToastAct | null): () => void {
  offer = find
  return () => {
    if (offer === find) offer = () => null
  }
}

export const toast = {
  /** Of what changed nothing, so that there is nothing to undo; takes the place of the one before. */
  note(message: string, kind: string): void {
    notifications.hide(kind)
    notifications.show({
      id: kind,
      message,
      color: 'teal',
      autoClose: SHOWN_MS,
      withBorder: true,
    })
  },
  done(message: string, act?: ToastAct): void {
    const offered = act ?? offer()
    if (offered === null) {
      notifications.show({ message, color: 'teal', autoClose: SHOWN_MS, withBorder: true })
      return
    }
    const id = `toast ${crypto.randomUUID()}`
    notifications.show({
      id,
      color: 'teal',
      autoClose: SHOWN_WITH_ACT_MS,
      withBorder: true,
      message: createElement(ToastMessage, {
        message,
        act: offered,
        onAct: () => notifications.hide(id),
      }),
    })
  },
  failed(message: string): void {
    notifications.show({ message, color: 'red', autoClose: SHOWN_MS * 2, withBorder: true })
  },
}
