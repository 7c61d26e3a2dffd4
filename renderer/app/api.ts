/**
 * The client of the contract: `api.customers.list(input)`.
 *
 * The connection is made once by the door (renderer/host) before the first render. Every procedure
 * is one function for the life of the page and knows its path, so that `useLive` can key its cache.
 */
import { contract, type SaldoContract } from '../../shared/contract/index.ts'
import type { Connection, Progress } from '../../shared/rpc/client.ts'
import type { Client } from '../../shared/rpc/procedure.ts'

export type SaldoConnection = Connection<SaldoContract>

type AnyProcedure = (input: never) => Promise<unknown>

let connection: SaldoConnection | null = null
const paths = new WeakMap<AnyProcedure, string>()

/** Stands around every command: what was done in this window, for undo. */
type CommandWatcher = (
  path: string,
  input: unknown,
  run: () => Promise<unknown>,
) => Promise<unknown>
let watcher: CommandWatcher | null = null

export function watchCommands(made: CommandWatcher): void {
  watcher = made
}

const progressListeners = new Set<(progress: Progress) => void>()

export function setConnection(made: SaldoConnection): void {
  connection = made
  made.onProgress((progress) => {
    for (const listener of progressListeners) listener(progress)
  })
}

/** How far the backend is with long work, over whichever connection stands. */
export function onProgress(listener: (progress: Progress) => void): () => void {
  progressListeners.add(listener)
  return () => progressListeners.delete(listener)
}

export const api: Client<SaldoContract> = Object.fromEntries(
  Object.entries(contract).map(([noun, procedures]) => [
    noun,
    Object.fromEntries(
      Object.entries(procedures).map(([name, { kind }]) => [name, procedureOf(noun, name, kind)]),
    ),
  ]),
) as unknown as Client<SaldoContract>

export function pathOf(procedure: AnyProcedure): string {
  const path = paths.get(procedure)
  if (path === undefined) throw new Error('not a procedure of the api')
  return path
}

function procedureOf(noun: string, name: string, kind: 'query' | 'command'): AnyProcedure {
  const path = `${noun}.${name}`
  const send: AnyProcedure = (input) => {
    if (!connection) return Promise.reject(new Error('no connection'))
    const nouns = connection.client as unknown as Record<string, Record<string, AnyProcedure>>
    const procedure = nouns[noun]?.[name]
    return procedure ? procedure(input) : Promise.reject(new Error(`no procedure ${path}`))
  }
  const call: AnyProcedure = (input) =>
    kind === 'command' && watcher ? watcher(path, input, () => send(input)) : send(input)
  paths.set(call, path)
  return call
}
