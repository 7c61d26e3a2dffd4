/** A server that asks a device to slow down for a moment is waited for; one that asks for long is not. */
import { generateKeyPairSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { HttpTransport } from '../../sync/client/http.ts'

const nonce = 'n'
const TIMELINE = '00000000-0000-7000-8000-000000000001'

function transport(retryAfterMs: number) {
  const asked: string[] = []
  const answers = [
    [200, { access_token: 'a', refresh_token: 'r', server_time: 1, nonce }],
    [
      429,
      {
        error: {
          code: 'SLOW_DOWN',
          message: '',
          retry: 'after',
          retry_after_ms: retryAfterMs,
          detail: {},
        },
      },
    ],
    [200, { timeline_id: TIMELINE, head_seq: 7, server_time: 1, nonce, control: [] }],
  ] as const
  const { privateKey } = generateKeyPairSync('ed25519')
  const one = new HttpTransport({
    url: 'http://127.0.0.1:1',
    deviceId: '00000000-0000-7000-8000-000000000002',
    privateKey,
    refreshToken: 'r',
    saveRefreshToken: () => undefined,
    fetch: (url) => {
      const [status, body] = answers[asked.length] ?? [500, {}]
      asked.push(new Request(url).url.replace('http://127.0.0.1:1', '').replace(/\?.*/, ''))
      return Promise.resolve(new Response(JSON.stringify(body), { status }))
    },
  })
  const wait = () => one.wait({ companyId: 'c', seq: 1 }, new AbortController().signal)
  return { asked, wait }
}

it('M116: a device that asks too much in a second goes on a moment later, by itself', async () => {
  const { asked, wait } = transport(20)
  const begun = performance.now()
  expect(await wait()).toBe(7)
  expect(performance.now() - begun).toBeGreaterThanOrEqual(19)
  expect(asked).toEqual(['/v1/auth/token', '/v1/sync/wait', '/v1/sync/wait'])
})

it('M116: one that is to wait for long says so', async () => {
  const { asked, wait } = transport(60_000)
  await expect(wait()).rejects.toMatchObject({ code: 'SLOW_DOWN' })
  expect(asked).toHaveLength(2)
})
