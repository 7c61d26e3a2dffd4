/** Structured logs: JSON lines to standard error. Ids, routes and codes only; secrets are cut out by name. */
import type { FastifyBaseLogger } from 'fastify'
import { destination, pino } from 'pino'

export function serverLog(
  level: string,
  to: { write(line: string): void } = destination({ dest: 2, sync: true }),
): FastifyBaseLogger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      redact: ['req.headers', '*.authorization', '*.password', '*.token', '*.envelope', 'params'],
    },
    to,
  )
}
