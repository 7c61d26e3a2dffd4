/** E6: what the preload gives the page, and to whom it passes the port. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it, vi } from 'vitest'
import type { Bridge } from '../../shared/bridge.ts'
import { contextBridge, ipcRenderer } from './electron.ts'

const posted: unknown[][] = []

beforeAll(async () => {
  vi.stubGlobal('window', {
    location: { origin: 'saldo://app' },
    postMessage: (...args: unknown[]) => posted.push(args),
  })
  await import('../../preload/index.ts')
})

it('E6: exposes the named functions of the door and nothing else', () => {
  expect(Object.keys(contextBridge.exposed)).toEqual(['saldo'])
  expect(Object.keys(contextBridge.exposed['saldo'] as object).toSorted()).toEqual([
    'act',
    'kind',
    'offerMenu',
    'openExternal',
    'openWindow',
    'pickFile',
    'ready',
    'saveDocument',
    'takeFile',
  ])
})

it('E6: sends plain arguments on the named channels', async () => {
  const bridge = contextBridge.exposed['saldo'] as Bridge
  bridge.ready()
  await bridge.pickFile('.csv')
  await bridge.saveDocument('id', 'name')

  expect(ipcRenderer.sent).toEqual([
    { channel: 'saldo:ready', args: [] },
    { channel: 'saldo:pick-file', args: ['.csv'] },
    { channel: 'saldo:save-document', args: ['id', 'name'] },
  ])
})

it('E6: posts port and commands to its own origin, without the event they came with', () => {
  const port = { port: true }
  ipcRenderer.emit('saldo:port', { ports: [port], sender: 'secret' }, null)
  ipcRenderer.emit('saldo:command', { sender: 'secret' }, 'go.aging')
  ipcRenderer.emit('saldo:open', { sender: 'secret' }, { kind: 'company', file: '/a.saldo' })

  expect(posted).toEqual([
    ['saldo:port', 'saldo://app', [port]],
    [{ saldo: 'command', id: 'go.aging' }, 'saldo://app'],
    [{ saldo: 'open', request: { kind: 'company', file: '/a.saldo' } }, 'saldo://app'],
  ])
})

it('E6: names no wildcard origin and hands nothing of Electron on', () => {
  const text = readFileSync(
    fileURLToPath(new URL('../../preload/index.ts', import.meta.url)),
    'utf8',
  )

  expect(text).not.toMatch(/'\*'|exposeInMainWorld\([^)]*ipcRenderer|sendSync|webFrame|\beval\b/)
})
