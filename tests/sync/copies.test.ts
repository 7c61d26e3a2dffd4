/** A company file that was copied or put back: the exchange stops, says why, and nothing is lost (I24). */
import { copyFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bytesToUuid } from '../../db/kit/uuid-codec.ts'
import { syncState } from '../../db/local/sync-state.ts'
import { openCompanyFile } from '../../main/backend/company/opening.ts'
import { exchangeRefusal } from '../../main/backend/sync/connection.ts'
import { heldWork } from '../../main/backend/sync/holds.ts'
import { LocalReplica } from '../../main/backend/sync/replica.ts'
import { signerOf } from '../../main/backend/sync/signer.ts'
import { takeWayOut } from '../../main/backend/sync/ways-out.ts'
import { exchange, type Exchanged } from '../../sync/client/loop.ts'
import { TestCompany } from '../support/company.ts'
import { type Desk, Office } from './office.ts'

let office: Office
let selin: Desk
let copies: TestCompany[] = []

beforeEach(async () => {
  office = await Office.open()
  selin = await office.desk('Selin', { onDisk: true })
  selin.company.customer('C')
  selin.company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
  await selin.sync()
})
afterEach(() => {
  for (const company of copies) company.dispose()
  copies = []
  office.close()
})

interface Copy {
  readonly company: TestCompany
  sync(): Promise<Exchanged>
}

/** The file as it stands, beside the other; it talks to the server as the same device. */
function copyOf(desk: Desk): Copy {
  const path = `${desk.company.path}-${copies.length + 1}.saldo`
  desk.company.file.close()
  copyFileSync(desk.company.path, path)
  copyFileSync(`${desk.company.path}.keys`, `${path}.keys`)
  desk.reload()
  const company = new TestCompany({ file: openCompanyFile(path, desk.company.clock, true) })
  copies.push(company)
  const replica = new LocalReplica(company.file, signerOf(path, desk.caller.deviceId))
  return { company, sync: () => exchange(replica, desk.transport()) }
}

function own(company: TestCompany): { kind: string; state: string }[] {
  return company.query(({ db }) =>
    db
      .prepare<[], { kind: string; state: string }>(
        "select kind, state from op_outbox where state <> 'accepted' order by local_seq",
      )
      .all(),
  )
}

async function expectForked(copy: Pick<Copy, 'company' | 'sync'>, work: number): Promise<void> {
  const before = own(copy.company)
  const head = await office.root()
  // As often as one likes: it stays so, and a person is told what it is.
  for (let n = 0; n < 2; n += 1) {
    const error: unknown = await copy.sync().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'Stopped' })
    expect(exchangeRefusal(error, 'server')).toMatchObject({ code: 'device.forked' })
  }
  expect(copy.company.query(({ db }) => syncState(db)?.stoppedCode)).not.toBeNull()
  expect(own(copy.company)).toEqual(before)
  expect(before).toHaveLength(work)
  expect(await office.root()).toBe(head)
  expect(copy.company.verify(true).checks.filter(({ ok }) => !ok)).toEqual([])
}

describe('I24: a copied file', () => {
  it('is stopped when both go on: the second to come keeps its work and sends none of it', async () => {
    const copy = copyOf(selin)
    selin.company.post({ no: 'B', on: '2026-03-02', minor: 1_00 })
    copy.company.post({ no: 'X', on: '2026-03-02', minor: 2_00 })
    copy.company.post({ no: 'Y', on: '2026-03-02', minor: 3_00 })
    await selin.sync()

    await expectForked(copy, 2)
    copy.company.post({ no: 'Z', on: '2026-03-03', minor: 4_00 })
    await expectForked(copy, 3)
    selin.company.post({ no: 'D', on: '2026-03-03', minor: 5_00 })
    expect(await selin.sync()).toMatchObject({ digest: 'equal', pending: 0 })
    expect(selin.numbers()).toEqual(['A', 'B', 'D'])
  })

  it('is stopped when only the other went on, before anything of it is applied', async () => {
    const copy = copyOf(selin)
    const root = copy.company.query(({ db }) => syncState(db)?.cursorSeq)
    selin.company.post({ no: 'B', on: '2026-03-02', minor: 1_00 })
    await selin.sync()

    await expectForked(copy, 0)
    expect(copy.company.query(({ db }) => syncState(db)?.cursorSeq)).toBe(root)
  })

  it('is stopped when the other comes in between its greeting and its pull', async () => {
    const copy = copyOf(selin)
    const transport = selin.transport()
    const replica = new LocalReplica(
      copy.company.file,
      signerOf(copy.company.path, selin.caller.deviceId),
    )
    const hello: typeof transport.hello = async (request) => {
      const said = await transport.hello(request)
      selin.company.post({ no: 'B', on: '2026-03-02', minor: 1_00 })
      await selin.sync()
      return said
    }

    const error: unknown = await exchange(replica, { ...transport, hello }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({ name: 'Stopped', code: 'OWN_OPERATION_UNKNOWN' })
    expect(exchangeRefusal(error, 'server')).toMatchObject({ code: 'device.forked' })
    expect(copy.company.query(({ db }) => db.prepare('select number from doc').all())).toEqual([
      { number: 'A' },
    ])
  })

  it('hears that the other withdrew what neither had sent, and keeps it to read', async () => {
    selin.company.post({ no: 'B', on: '2026-03-02', minor: 1_00 })
    const copy = copyOf(selin)
    const [operation] = selin.company.query(({ db }) =>
      db
        .prepare<[], { id: Uint8Array }>(
          "select op_id as id from op_outbox where state = 'pending'",
        )
        .all()
        .map(({ id }) => bytesToUuid(id)),
    )
    selin.company.command((context) => {
      takeWayOut(context, operation ?? '', { exit: 'withdraw', reason: 'twice' })
    })
    await selin.sync()

    expect(await copy.sync()).toMatchObject({ digest: 'equal', pending: 0 })
    expect(own(copy.company)).toEqual([{ kind: 'doc.post', state: 'withdrawn' }])
    expect(copy.company.query(({ db }) => db.prepare('select number from doc').all())).toEqual([
      { number: 'A' },
    ])
    expect(copy.company.query(heldWork)).toEqual([])
    expect(copy.company.verify(true).checks.filter(({ ok }) => !ok)).toEqual([])
  })

  it('goes on beside the other while neither has written anything', async () => {
    const copy = copyOf(selin)
    await selin.sync()

    expect(await copy.sync()).toMatchObject({ digest: 'equal', pending: 0 })
  })
})

describe('I24: a file put back to an earlier day', () => {
  it('is stopped by its own past, with new work or without', async () => {
    const earlier = copyOf(selin)
    selin.company.post({ no: 'B', on: '2026-03-02', minor: 1_00 })
    await selin.sync()

    await expectForked(earlier, 0)
    earlier.company.post({ no: 'X', on: '2026-03-02', minor: 2_00 })
    await expectForked(earlier, 1)
  })

  it('is stopped as well when what it did since is held and in no feed', async () => {
    const earlier = copyOf(selin)
    await office.members({ name: 'Selin', roles: ['credit_controller'] })
    selin.company.post({ no: 'B', on: '2026-03-02', minor: 1_00 })
    expect(await selin.sync()).toMatchObject({ held: 1 })

    await expectForked(earlier, 0)
  })

  it('goes on when nothing was done since', async () => {
    const earlier = copyOf(selin)
    earlier.company.post({ no: 'X', on: '2026-03-02', minor: 2_00 })

    expect(await earlier.sync()).toMatchObject({ digest: 'equal', pending: 0, pushed: 1 })
  })
})
