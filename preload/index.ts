/**
 * The bridge of the desktop shell: takes the port from the shell and posts it to its own page, and
 * gives the page the named functions of `shared/host.ts`. No logic; nothing of Electron itself, no
 * event object, only plain data passes (reliability-security.md 6 E6).
 */
import { contextBridge, ipcRenderer } from 'electron'
import type {
  Bridge,
  BridgeCalls,
  BridgeEvent,
  BridgeNotices,
  CommandMessage,
  OpenMessage,
} from '../shared/bridge.ts'

function ask<C extends keyof BridgeCalls>(
  channel: C,
  ...args: Parameters<BridgeCalls[C]>
): Promise<ReturnType<BridgeCalls[C]>> {
  return ipcRenderer.invoke(channel, ...args) as Promise<ReturnType<BridgeCalls[C]>>
}

function tell<C extends keyof BridgeNotices>(
  channel: C,
  ...args: Parameters<BridgeNotices[C]>
): void {
  ipcRenderer.send(channel, ...args)
}

const own = window.location.origin

ipcRenderer.on('saldo:port' satisfies BridgeEvent, (event) => {
  window.postMessage('saldo:port' satisfies BridgeEvent, own, [...event.ports])
})
ipcRenderer.on('saldo:command' satisfies BridgeEvent, (_, id: unknown) => {
  window.postMessage({ saldo: 'command', id: String(id) } satisfies CommandMessage, own)
})
ipcRenderer.on('saldo:open' satisfies BridgeEvent, (_, request: OpenMessage['request']) => {
  window.postMessage({ saldo: 'open', request } satisfies OpenMessage, own)
})

const bridge: Bridge = {
  kind: 'electron',
  ready: () => tell('saldo:ready'),
  pickFile: (accept) => ask('saldo:pick-file', accept),
  takeFile: (name, bytes) => ask('saldo:take-file', name, bytes),
  saveDocument: (documentId, suggestedName) =>
    ask('saldo:save-document', documentId, suggestedName),
  openExternal: (url) => ask('saldo:open-external', url),
  offerMenu: (menu) => tell('saldo:menu', menu),
  openWindow: (path) => tell('saldo:open-window', path),
  act: (act) => tell('saldo:act', act),
}
contextBridge.exposeInMainWorld('saldo', bridge)
