/** What a page may ask of the machine: to write the clipboard and to notify, nothing else (E8). */
import type { Session } from 'electron'
import { isPageUrl } from './address.ts'

const GRANTED: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'notifications'])

export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(GRANTED.has(permission) && isPageUrl(contents.getURL())),
  )
  session.setPermissionCheckHandler(
    (_, permission, origin) => GRANTED.has(permission) && isPageUrl(origin),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_, answer) => answer(null))
  session.setBluetoothPairingHandler((_, answer) => answer({ confirmed: false }))
  // Chromium leaves WebUSB to unprotected classes; the list given here is of those it protects.
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses)
  session.on('select-hid-device', (event, _, answer) => {
    event.preventDefault()
    answer(null)
  })
  session.on('select-usb-device', (event, _, answer) => {
    event.preventDefault()
    answer()
  })
  session.on('select-serial-port', (event, _ports, _contents, answer) => {
    event.preventDefault()
    answer('')
  })
}
