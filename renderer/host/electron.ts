/** The door of the desktop shell: the preload hands over a port and a few named functions. */
import {
  type Bridge,
  type CommandMessage,
  type OpenMessage,
  PORT_MESSAGE,
} from '../../shared/bridge.ts'
import type { Host } from '../../shared/host.ts'
import { openRequest } from '../../shared/open-request.ts'
import type { Port } from '../../shared/rpc/port.ts'

declare global {
  interface Window {
    readonly saldo?: Bridge
  }
}

export function isDesktop(): boolean {
  return window.saldo !== undefined
}

/** The port arrives by a message from our own window, posted by the preload. */
export function openElectronHost(): Promise<{ port: Port; host: Host }> {
  return new Promise((resolve, reject) => {
    const bridge = window.saldo
    if (!bridge) return reject(new Error('no desktop bridge'))
    document.documentElement.dataset['desktop'] = ''
    const take = (event: MessageEvent) => {
      const port = event.ports[0]
      if (event.source !== window || event.data !== PORT_MESSAGE || !port) return
      window.removeEventListener('message', take)
      resolve({ port: messagePort(port), host: hostOf(bridge) })
    }
    window.addEventListener('message', take)
    bridge.ready()
  })
}

function hostOf(bridge: Bridge): Host {
  return {
    ...bridge,
    copyText: (text) => navigator.clipboard.writeText(text),
    onCommand: (listener) =>
      hear<CommandMessage>('command', ({ id }) => {
        if (id !== undefined) listener(id)
      }),
    onOpenRequest: (listener) =>
      hear<OpenMessage>('open', ({ request }) => {
        const read = openRequest.safeParse(request)
        if (read.success) listener(read.data)
      }),
  }
}

/** Messages the preload posts to our own window. */
function hear<M extends { readonly saldo: string }>(
  kind: M['saldo'],
  listener: (message: Partial<M>) => void,
): () => void {
  const take = (event: MessageEvent) => {
    const message = event.data as Partial<M> | null
    if (event.source === window && message?.saldo === kind) listener(message)
  }
  window.addEventListener('message', take)
  return () => window.removeEventListener('message', take)
}

function messagePort(port: MessagePort): Port {
  port.start()
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.addEventListener('message', (event) => listener(event.data)),
    onClose: (listener) => port.addEventListener('close', listener),
    close: () => port.close(),
  }
}
