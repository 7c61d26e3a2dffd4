/** One process writes a company file: the command line hands its calls to the window that has it open. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createConnection } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockForWriting } from '../../db/local/lock.ts'
import type { Backend } from '../../main/backend/backend.ts'
import { startBackend } from '../../main/backend/start.ts'
import { openLocalDoor } from '../../main/local-door/listen.ts'
import { contract, type SaldoContract } from '../../shared/contract/index.ts'
import { connect, type Connection } from '../../shared/rpc/client.ts'
import { portPair } from '../../shared/rpc/port.ts'
import { CliFolder } from '../support/cli.ts'

let folder: CliFolder
let backend: Backend
let closeDoor: () => Promise<void>
let page: Connection<SaldoContract>

const INVOICE = {
  type: 'invoice',
  document_no: 'I-1',
  customer_code: 'C1',
  document_date: '2026-01-05',
  amount: '5.00',
}

beforeEach(async () => {
  folder = new CliFolder()
  await folder.call('init', '--name', 'Door', '--currency', 'TRY')
  await folder.call('import', 'customers', folder.write('c.csv', 'customer_code,name\nC1,One\n'))
  backend = await startBackend({ dataDir: folder.path('data'), keepsColumns: true })
  closeDoor = await openLocalDoor(backend)
  const [near, far] = portPair()
  backend.attach(far, { namesPaths: true })
  page = connect(contract, near)
  await page.client.companies.open({ file: folder.company })
})

afterEach(async () => {
  page.close()
  await closeDoor()
  await backend.stop()
  folder.remove()
})

const total = async () =>
  (await page.client.reports.aging(contract.reports.aging.input.parse({ asOf: '2026-01-31' })))
    .totals[0]?.totalMinor

it('L2: what a script posts while a window has the company open is in the window’s aging at once', async () => {
  expect(await total()).toBeUndefined()
  let changes = 0
  page.onChanged(() => {
    changes += 1
  })

  const posted = await folder.call('post', folder.write('i.json', JSON.stringify(INVOICE)))

  expect(posted.code).toBe(0)
  expect(changes).toBe(1)
  expect(await total()).toBe(5_00)
  expect((await folder.call('aging', '--as-of', '2026-01-31')).json).toMatchObject({
    totals: [{ total: '5.00' }],
  })
})

it('refuses a second writer, and lets readers read', async () => {
  await closeDoor()
  await page.client.companies.info({})

  expect(lockForWriting(folder.company, 0)).toBeNull()
  expect((await folder.call('info')).json).toMatchObject({ name: 'Door' })
})

it('hangs the sign for its owner alone, and takes it away', async () => {
  const sign = `${folder.company}-door`
  expect(statSync(sign).mode & 0o777).toBe(0o600)

  await closeDoor()
  await backend.stop()

  expect(existsSync(sign)).toBe(false)
  expect((await folder.call('post', folder.write('i.json', JSON.stringify(INVOICE)))).code).toBe(0)
})

it.each([
  ['nothing known', '{"id":1,"path":"companies.list","input":{}}\n'],
  ['a wrong secret', '{"secret":"x"}\n'],
  ['no JSON', 'hello\n'],
])('hears nobody who says %s first', async (_, words) => {
  const { endpoint } = JSON.parse(readFileSync(`${folder.company}-door`, 'utf8')) as {
    endpoint: string
  }
  const heard = await new Promise<string>((resolve) => {
    let text = ''
    const socket = createConnection(endpoint, () => socket.write(words))
    socket.on('data', (chunk) => {
      text += String(chunk)
    })
    socket.on('close', () => resolve(text))
  })

  expect(heard).toBe('')
})

it('ignores the sign of a process that was killed', async () => {
  await closeDoor()
  await backend.stop()
  folder.write('company.saldo-door', '{"endpoint":"/nowhere/door","secret":"x"}')

  expect((await folder.call('info')).json).toMatchObject({ name: 'Door' })
})
