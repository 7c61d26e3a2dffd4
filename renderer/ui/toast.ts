/** Results of own acts, bottom right. Never for a form error: that stands at its field. */
import { notifications } from '@mantine/notifications'

const SHOWN_MS = 5000

export const toast = {
  /** A later one of the same `kind` takes the place of the one before. */
  done(message: string, kind?: string): void {
    if (kind !== undefined) notifications.hide(kind)
    notifications.show({
      ...(kind === undefined ? {} : { id: kind }),
      message,
      color: 'teal',
      autoClose: SHOWN_MS,
      withBorder: true,
    })
  },
  failed(message: string): void {
    notifications.show({ message, color: 'red', autoClose: SHOWN_MS * 2, withBorder: true })
  },
}
