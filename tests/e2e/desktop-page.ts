/** What a page needs to run the preload bundle: Electron's two modules over Playwright's bindings. */
type Listener = (event: { readonly ports: readonly MessagePort[] }, ...args: unknown[]) => void

declare global {
  interface Window {
    saldoInvoke(channel: string, args: readonly unknown[]): Promise<unknown>
    saldoSend(channel: string, args: readonly unknown[]): Promise<void>
    saldoPost(port: number, message: unknown): Promise<void>
    saldoDeliver(channel: string, args: readonly unknown[], port: number | null): void
  }
}

/** Sent to the page as source text: it may use nothing from outside of itself. */
export function bridgeInPage(preload: (require: () => unknown) => void): void {
  const listeners = new Map<string, Listener[]>()
  const ports = new Map<number, MessagePort>()
  window.saldoDeliver = (channel, args, index) => {
    if (channel === 'port' && index !== null) return ports.get(index)?.postMessage(args[0])
    const transferred: MessagePort[] = []
    if (index !== null) {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', ({ data }) => void window.saldoPost(index, data))
      port1.start()
      ports.set(index, port1)
      transferred.push(port2)
    }
    for (const listener of listeners.get(channel) ?? []) listener({ ports: transferred }, ...args)
  }
  preload(() => ({
    ipcRenderer: {
      invoke: (channel: string, ...args: unknown[]) => window.saldoInvoke(channel, args),
      send: (channel: string, ...args: unknown[]) => void window.saldoSend(channel, args),
      on: (channel: string, listener: Listener) =>
        void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    },
    contextBridge: {
      exposeInMainWorld: (name: string, api: unknown) =>
        Object.defineProperty(window, name, { value: api }),
    },
  }))
}
