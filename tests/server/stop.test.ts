/** A server on a real port: what runs when it is told to stop is finished, what waits is answered. */
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { signedRequest } from '../../sync/client/request.ts'
import { bytesOf, pushOf, TestServer } from './support.ts'

it('M172: finishes the running push and answers the long poll before it ends', async () => {
  const server = new TestServer()
  const companyId = await server.company()
  const device = await server.device(companyId)
  await server.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.app.server.address() as AddressInfo
  let open = () => {}
  server.core.pushGate = new Promise((resolve) => {
    open = resolve
  })
  const fetchSigned = (method: 'GET' | 'POST', path: string, body: object | null) =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: signedRequest({
        method,
        path,
        body: bytesOf(body),
        nonce: device.nonce,
        privateKey: device.privateKey,
        deviceId: device.deviceId,
        accessToken: device.access,
      }),
      ...(body === null ? {} : { body: new Uint8Array(bytesOf(body)) }),
    })

  const pushing = fetchSigned('POST', '/v1/sync/push', pushOf(companyId, ['op']))
  const waiting = fetchSigned('GET', `/v1/sync/wait?company_id=${companyId}&seq=1`, null)
  while (server.wakes.waiting === 0 || server.core.pushing === 0)
    await new Promise((resolve) => setTimeout(resolve, 10))
  const closed = server.app.close()
  const began = performance.now()
  const hint = await waiting
  expect([hint.status, ((await hint.json()) as { head_seq: number }).head_seq]).toEqual([200, 1])
  open()
  const answer = await pushing
  expect([answer.status, ((await answer.json()) as { head_seq: number }).head_seq]).toEqual([
    200, 2,
  ])
  await closed
  // Kept-alive connections do not hold it up.
  expect(performance.now() - began).toBeLessThan(10_000)
  await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow()
})
