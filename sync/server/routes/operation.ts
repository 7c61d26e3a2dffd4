/** For operators: is it alive, and how is it. The TLS proxy keeps /metrics inside. */
import type { FastifyInstance } from 'fastify'
import type { Services } from '../services.ts'

export function addOperationRoutes(app: FastifyInstance, { ready, metrics }: Services): void {
  app.get('/health', async (request, reply) => {
    try {
      await ready()
      return await reply.send({ ok: true })
    } catch (error) {
      request.log.warn({ code: (error as NodeJS.ErrnoException).code }, 'not healthy')
      return reply.code(503).send({ ok: false })
    }
  })
  app.get('/metrics', (_request, reply) =>
    reply.header('content-type', 'text/plain; version=0.0.4').send(metrics.text()),
  )
}
