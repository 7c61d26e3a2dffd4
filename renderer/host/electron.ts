/** The door of the desktop shell: the preload hands over a port and a few named functions. */
import { type Bridge, type CommandMessage, PORT_MESSAGE } from '../../shared/bridge.ts'
import type { Host } from '../../shared/host.ts'
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
    onCommand: (listener) => {
      const hear = (event: MessageEvent) => {
        const message = event.data as Partial<CommandMessage> | null
        if (event.source === window && message?.saldo === 'command' && message.id !== undefined)
          listener(message.id)
      }
      window.addEventListener('message', hear)
      return () => window.removeEventListener('message', hear)
    },
  }
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
