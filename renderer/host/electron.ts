/** The door of the desktop shell: the preload hands over a port and a few named functions. */
import type { Host } from '../../shared/host.ts'
import type { Port } from '../../shared/rpc/port.ts'

declare global {
  interface Window {
    readonly saldo?: Omit<Host, 'copyText'> & { ready(): void }
  }
}

export function isDesktop(): boolean {
  return window.saldo !== undefined
}

/** The port arrives by a message from our own window, posted by the preload. */
export function openElectronHost(): Promise<{ port: Port; host: Host }> {
  return new Promise((resolve) => {
    const bridge = window.saldo
    if (!bridge) throw new Error('no desktop bridge')
    window.addEventListener('message', (event) => {
      const port = event.ports[0]
      if (event.source !== window || event.data !== 'saldo:port' || !port) return
      resolve({
        port: messagePort(port),
        host: { ...bridge, copyText: (text) => navigator.clipboard.writeText(text) },
      })
    })
    bridge.ready()
  })
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
