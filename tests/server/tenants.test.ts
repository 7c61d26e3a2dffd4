/** No token of one company reads or writes another (I22, T8): every request, every way to name another. */
import { expect, it } from 'vitest'
import type { ServerStore } from '../../sync/server/store.ts'
import { bytesOf, TestDevice, TestServer } from './support.ts'

const NAMES = ['Akdeniz Gıda', 'Bora Çelik', 'Cem Tekstil', 'Deniz Yapı'] as const

it('T8 I22 M159: 4 companies, each request of each device against each other one: nothing is answered or changed', async () => {
  const server = new TestServer()
  const devices: TestDevice[] = []
  for (const name of NAMES) {
    const company = await server.company(name)
    devices.push(await server.device(company, `user of ${name}`, ['company_admin']))
  }
  const unknown = 'cccccccc-0000-7000-8000-00000000dead'
  const before = await everything(server.store)
  server.core.calls.length = 0
  let asked = 0
  const refused = async (by: TestDevice, path: string, body: object | null, codes: string[]) => {
    asked += 1
    const sent = await by.send(path, bytesOf(body))
    expect([path, codes]).toEqual([path, expect.arrayContaining([sent.code])])
    for (const name of NAMES) expect(sent.text).not.toContain(name)
    return sent.text
  }

  for (const by of devices)
    for (const other of devices.filter((one) => one !== by)) {
      const texts: string[] = []
      for (const company of [other.companyId, unknown]) {
        for (const [path, body] of by.requests(company))
          texts.push(blank(await refused(by, path, body, ['WRONG_COMPANY'])))
        const revoke = `/v1/devices/${other.deviceId}/revoke`
        texts.push(blank(await refused(by, revoke, { company_id: company }, ['WRONG_COMPANY'])))
      }
      // A company that is there and one that is not answer alike.
      expect(texts.slice(0, texts.length / 2)).toEqual(texts.slice(texts.length / 2))

      // Another's device under the own company; another's token, device, refresh token, one by one.
      const own = { company_id: by.companyId }
      await refused(by, `/v1/devices/${other.deviceId}/revoke`, own, ['NOT_FOUND'])
      await refused(by, '/v1/auth/token', { grant: 'refresh', refresh_token: other.refresh }, [
        'BAD_SIGNATURE',
      ])
      const thief = new TestDevice(server.app)
      Object.assign(thief, { access: other.access, nonce: by.nonce, companyId: other.companyId })
      for (const [path, body] of thief.requests())
        await refused(thief, path, body, ['BAD_SIGNATURE'])
      Object.assign(thief, { deviceId: other.deviceId })
      for (const [path, body] of thief.requests())
        await refused(thief, path, body, ['BAD_SIGNATURE'])
      Object.assign(thief, { access: by.access })
      for (const [path, body] of thief.requests())
        await refused(thief, path, body, ['BAD_SIGNATURE'])
    }

  expect(asked).toBeGreaterThanOrEqual(400)
  expect(server.core.calls).toEqual([])
  expect(await everything(server.store)).toBe(before)
})

it('I22: a code of one company enrols in that company alone', async () => {
  const server = new TestServer()
  const [a, b] = [await server.company('A'), await server.company('B')]
  const code = await server.code(a, await server.user(a, 'Selin'))
  const device = new TestDevice(server.app)
  await device.enrol(code)
  expect(device.companyId).toBe(a)
  for (const [path, body] of device.requests(b))
    expect(await device.codeOf(path, body)).toBe('WRONG_COMPANY')
})

async function everything(store: ServerStore): Promise<string> {
  const all = []
  for (const head of await store.companies())
    all.push([
      head,
      await store.read(head.companyId, async (tx) => [
        await tx.all('device'),
        await tx.all('member'),
      ]),
    ])
  return JSON.stringify(all)
}

/** Without what differs in any two answers. */
function blank(text: string): string {
  return text.replace(/"nonce":"[^"]*"|"server_time":\d+/g, '')
}
