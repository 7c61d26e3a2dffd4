/** One server process: database, core and HTTP put together, until it is told to stop. */
import { randomBytes } from 'node:crypto'
import type { FastifyBaseLogger } from 'fastify'
import { v7 } from 'uuid'
import { CompanySignal } from '../../db/central/signal.ts'
import { type OperatorDesk, penOf } from './accounts.ts'
import { createApp } from './app.ts'
import type { Clock } from './clock.ts'
import { createCore } from './core/core.ts'
import { type DatabasePlace, leaveNote, openDatabase, type OpenDatabase } from './database.ts'
import { logFault } from './http/faults.ts'
import { postgresIdentity } from './identity/postgres.ts'
import { postgresStore } from './postgres-store.ts'
import { Wakes } from './wakes.ts'

const SWEEP_MS = 60 * 60_000

export interface ServeOptions {
  readonly place: DatabasePlace
  readonly host: string
  /** 0: a free one. */
  readonly port: number
  /** Null: the one the database keeps. */
  readonly secret: string | null
  readonly clock: Clock
  readonly log: FastifyBaseLogger
  /** Changes of a snapshot's chunk at most; left out, as many as are good on the wire. */
  readonly chunkChanges?: number
}

export interface RunningServer {
  readonly url: string
  readonly db: string
  readonly desk: OperatorDesk
  /** Finishes running requests, answers long polls, closes the database. */
  stop(): Promise<void>
}

export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { place, host, port, clock, log } = options
  const report = (error: Error) =>
    log.warn({ code: (error as NodeJS.ErrnoException).code }, 'a connection to the database broke')
  const database = await openDatabase(place, report)
  const desk = deskOf(database, clock, options.secret)
  const signal = new CompanySignal(database.url, report)
  try {
    await signal.open()
    const wakes = new Wakes(signal)
    const newId = () => v7()
    const app = createApp({
      store: desk.store,
      identityStore: desk.identity,
      core: createCore({
        store: desk.store,
        clock,
        ...(options.chunkChanges === undefined ? {} : { chunkChanges: options.chunkChanges }),
        supportId: (error) => {
          const incident = newId()
          logFault(log, incident, error)
          return incident
        },
      }),
      wakes,
      clock,
      ticks: () => performance.now(),
      random: randomBytes,
      log,
      secret: (await penOf(desk)).secret,
      // A transaction begun and ended.
      ready: () => database.central.asOwner(() => Promise.resolve()),
    })
    const url = await app.listen({ port, host })
    const sweeping = setInterval(() => {
      desk.identity.sweep(clock.now()).catch(report)
    }, SWEEP_MS)
    const takeNote =
      place.url === null
        ? leaveNote(place.folder, { url, db: database.url, pid: process.pid })
        : () => undefined
    log.info({ url }, 'the server runs')
    return {
      url,
      db: database.url,
      desk,
      stop: async () => {
        clearInterval(sweeping)
        await app.close()
        takeNote()
        await signal.close()
        await database.close()
        log.info('the server has stopped')
      },
    }
  } catch (error) {
    await signal.close()
    await database.close()
    throw error
  }
}

/** What set-up commands work on: the database alone. */
export function deskOf(
  { central }: Pick<OpenDatabase, 'central'>,
  clock: Clock,
  secret: string | null = null,
): OperatorDesk {
  return {
    secret,
    store: postgresStore(central),
    identity: postgresIdentity(central),
    random: randomBytes,
    newId: () => v7(),
    now: () => clock.now(),
  }
}
