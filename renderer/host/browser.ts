/** The door of a browser page: a session by one-time token, a WebSocket, uploads and downloads. */
import type { Host, PickedFile } from '../../shared/host.ts'
import type { Port } from '../../shared/rpc/port.ts'

const TOKEN_KEY = 'saldo.token'

/** Why no session could be had: the link was used, has expired, or is missing. */
export class NoSession extends Error {}

export async function openBrowserHost(): Promise<{ port: Port; host: Host }> {
  await exchangeToken()
  return { port: await openSocket(), host }
}

/**
 * The token stands in the fragment, which never leaves the page, and is gone from there once the session
 * is kept or refused: a page loaded again before that still has it.
 */
async function exchangeToken(): Promise<void> {
  const token = /^#token=([\w-]+)$/.exec(location.hash)?.[1]
  if (token === undefined) return
  try {
    const response = await fetch('/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token }),
    })
    if (!response.ok) throw new NoSession()
    const granted = (await response.json()) as { token: string }
    sessionStorage.setItem(TOKEN_KEY, granted.token)
  } finally {
    history.replaceState(null, '', `${location.pathname}#/`)
  }
}

function openSocket(): Promise<Port> {
  return new Promise((resolve, reject) => {
    const token = sessionStorage.getItem(TOKEN_KEY)
    if (token === null) throw new NoSession()
    // The token as a subprotocol: the one header a page can set on a WebSocket.
    const socket = new WebSocket(`ws://${location.host}/ws`, ['saldo', token])
    socket.addEventListener('open', () => resolve(socketPort(socket)))
    socket.addEventListener('error', () => reject(new NoSession()))
  })
}

function socketPort(socket: WebSocket): Port {
  return {
    post: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) =>
      socket.addEventListener('message', (event) => listener(JSON.parse(String(event.data)))),
    onClose: (listener) => socket.addEventListener('close', listener),
    close: () => socket.close(),
  }
}

const host: Host = {
  kind: 'browser',
  pickFile: (accept) =>
    new Promise((resolve, reject) => {
      const input = document.createElement('input')
      input.type = 'file'
      input.accept = accept
      input.addEventListener('change', () => {
        const file = input.files?.[0]
        if (!file) return resolve(null)
        file
          .arrayBuffer()
          .then((bytes) => upload(file.name, bytes))
          .then(resolve, reject)
      })
      input.addEventListener('cancel', () => resolve(null))
      input.click()
    }),
  takeFile: upload,
  saveDocument: (documentId, suggestedName) => {
    const link = document.createElement('a')
    link.href = `/documents/${documentId}`
    link.download = suggestedName
    link.click()
    return Promise.resolve()
  },
  openExternal: (url) => {
    window.open(url, '_blank', 'noopener,noreferrer')
    return Promise.resolve()
  },
  copyText: (text) => navigator.clipboard.writeText(text),
  // A browser's menus are its own.
  offerMenu: () => undefined,
  onCommand: () => () => undefined,
  // A tab gets this one's session and company with its session storage, so no `noopener` here.
  openWindow: (path) => void window.open(`${location.pathname}#${path}`),
  onOpenRequest: () => () => undefined,
  act: () => undefined,
}

async function upload(name: string, bytes: ArrayBuffer): Promise<PickedFile> {
  const response = await fetch(`/inbox?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'x-saldo-token': sessionStorage.getItem(TOKEN_KEY) ?? '' },
    body: bytes,
  })
  if (!response.ok) throw new Error(`upload refused: ${response.status}`)
  return (await response.json()) as PickedFile
}
