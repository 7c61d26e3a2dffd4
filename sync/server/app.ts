/**
 * The server as an HTTP program (sync.md 21): Fastify around the core, without state of its own beside
 * counters and who waits. Any number of these may run over one database.
 *
 * Every answer, refusals too, brings a fresh nonce and the server's time. Nothing that a request says
 * reaches the log but its route, its code and ids.
 */
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { v7 } from 'uuid'
import { RequestError } from '../protocol/codes.ts'
import { PLAIN_BYTES_MAX } from '../protocol/limits.ts'
import type { Core } from './core-api.ts'
import { send } from './http/exchange.ts'
import { logFault } from './http/faults.ts'
import { Limiter } from './http/limiter.ts'
import { Metrics } from './http/metrics.ts'
import { isPassing, refusalAnswer } from './http/refusals.ts'
import { Callers } from './identity/callers.ts'
import { keysOf } from './identity/keys.ts'
import { makeNonce } from './identity/nonces.ts'
import type { IdentityStore } from './identity/store.ts'
import { addIdentityRoutes } from './routes/identity.ts'
import { addOperationRoutes } from './routes/operation.ts'
import { addSyncRoutes } from './routes/sync.ts'
import type { Services } from './services.ts'
import type { MendingStore } from './store.ts'
import type { Wakes } from './wakes.ts'

export interface AppParts {
  readonly store: MendingStore
  readonly identityStore: IdentityStore
  readonly core: Core
  readonly wakes: Wakes
  readonly clock: { now(): number }
  /** Milliseconds that never run backwards: for rates, not for times. */
  readonly ticks: () => number
  /** So many bytes of a CSPRNG. */
  readonly random: (bytes: number) => Buffer
  readonly log: FastifyBaseLogger
  readonly secret: string
  /** Throws when the database cannot be asked. */
  readonly ready: () => Promise<void>
}

export function createApp(parts: AppParts): FastifyInstance {
  const services = servicesOf(parts)
  const { metrics, wakes } = services
  const app = Fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: PLAIN_BYTES_MAX,
    // Longer than a long poll, shorter than for ever: a slow sender holds no socket.
    requestTimeout: 120_000,
    keepAliveTimeout: 75_000,
    forceCloseConnections: 'idle',
    // The operator's TLS proxy stands on the same machine or network.
    trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
    genReqId: () => services.newId(),
  })
  app.removeAllContentTypeParsers()
  // Bytes as sent: the proof is over them.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  })
  app.setErrorHandler((thrown, request, reply) => {
    const refusal = refusalOf(thrown, app.log, request.id)
    metrics.count('saldo_refusals_total', { code: refusal.code })
    const { status, body } = refusalAnswer(refusal, {
      nonce: services.nonce(),
      server_time: services.now(),
    })
    if (body.error.retry === 'after')
      reply.header('retry-after', Math.ceil(body.error.retry_after_ms / 1000))
    request.log.info({ route: request.routeOptions.url, code: refusal.code, status }, 'refused')
    return send(request, reply, status, body)
  })
  app.setNotFoundHandler(() => {
    throw new RequestError('NOT_FOUND')
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.count('saldo_requests_total', { route, status: String(reply.statusCode) })
    metrics.took(route, reply.elapsedTime / 1000)
  })
  metrics.gauge('saldo_waiting', () => wakes.waiting)
  // Long polls answer at once, running requests finish, no new ones are taken. A connection that was
  // kept alive after its last answer would hold the stop up until it times out.
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
    wakes.close()
  })
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close')
  })
  addOperationRoutes(app, services)
  addIdentityRoutes(app, services)
  addSyncRoutes(app, services)
  return app
}

function servicesOf(parts: AppParts): Services {
  const { store, identityStore, core, wakes, random, ready, ticks } = parts
  const keys = keysOf(parts.secret)
  const now = () => parts.clock.now()
  return {
    store,
    identity: identityStore,
    keys,
    secret: parts.secret,
    random,
    newId: () => v7({ msecs: Math.max(0, now()), random: random(16) }),
    now,
    core,
    wakes,
    callers: new Callers(store, keys),
    limiter: new Limiter(ticks),
    metrics: new Metrics(),
    nonce: () => makeNonce(keys.nonce, now()),
    ready,
  }
}

/** What was thrown as what is answered; a bug is logged with an incident number, which is all it says. */
function refusalOf(thrown: unknown, log: FastifyBaseLogger, incident: string): RequestError {
  if (thrown instanceof RequestError) return thrown
  const { code, statusCode } = thrown as { readonly code?: unknown; readonly statusCode?: unknown }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new RequestError('TOO_LARGE')
  if (typeof code === 'string' && code.startsWith('FST_') && Number(statusCode) < 500)
    return new RequestError('BAD_REQUEST', { reason: 'http' })
  if (isPassing(thrown)) {
    log.warn({ incident, code }, 'the database was not to be had')
    return new RequestError('BUSY')
  }
  logFault(log, incident, thrown)
  return new RequestError('INTERNAL', { incident })
}
