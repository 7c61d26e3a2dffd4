/** A bug as the log keeps it: where it happened, by a number that people can ask about. */
import type { FastifyBaseLogger } from 'fastify'

/**
 * Logs a fault under an incident number. A database's own message may quote a row, so it stays out,
 * its code and constraint go in.
 */
export function logFault(log: FastifyBaseLogger, incident: string, thrown: unknown): void {
  log.error({ incident, fault: faultOf(thrown) }, 'a fault of the server')
}

export function faultOf(thrown: unknown): Record<string, unknown> {
  if (!(thrown instanceof Error)) return { kind: typeof thrown }
  const { code, severity, constraint } = thrown as {
    readonly code?: unknown
    readonly severity?: unknown
    readonly constraint?: unknown
  }
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const isOfDatabase = severity !== undefined
  return {
    name: thrown.name,
    code,
    constraint,
    message: isOfDatabase ? undefined : thrown.message.slice(0, 300),
    frames: frames.slice(0, 12).map((line) => line.trim()),
  }
}
