/** Results of own acts, bottom right. Never for a form error: that stands at its field. */
import { notifications } from '@mantine/notifications'

const SHOWN_MS = 5000

export const toast = {
  done(message: string): void {
    notifications.show({ message, color: 'teal', autoClose: SHOWN_MS, withBorder: true })
  },
  failed(message: string): void {
    notifications.show({ message, color: 'red', autoClose: SHOWN_MS * 2, withBorder: true })
  },
}
