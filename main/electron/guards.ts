/** Where a page may go: nowhere but to itself, in no other window, in no webview (E3). */
import { app, type WebContents } from 'electron'
import { isPageUrl } from './address.ts'

/** Every page there ever is in this process, whoever made it. */
export function guardAllContents(): void {
  app.on('web-contents-created', (_, contents) => guard(contents))
}

function guard(contents: WebContents): void {
  const stay = (details: { readonly url: string; preventDefault(): void }) => {
    if (!isPageUrl(details.url)) details.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
