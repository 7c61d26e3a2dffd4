/**
 * Real processes under load: server processes over one database that are killed and started again,
 * devices that push and pull over HTTP through a network that fails, and at the end the proof that
 * nothing was lost or doubled.
 */
import { setTimeout } from 'node:timers/promises'
import { Central } from '../../db/central/central.ts'
import { HttpTransport } from '../../sync/client/http.ts'
import type { Role } from '../../shared/domain/roles.ts'
import { RequestError } from '../../sync/protocol/codes.ts'
import {
  createCompany,
  createUser,
  type Desk,
  makeEnrolmentCode,
} from '../../sync/server/accounts.ts'
import { deskOf } from '../../sync/server/serve.ts'
import { quantile } from '../bench/measure.ts'
import { seeded } from '../crash/seeded.ts'
import { PaperDevice } from '../server/paper-device.ts'
import { endAll } from '../support/server.ts'
import { type Proof, prove } from './prove.ts'
import { FaultyProxy, type ProxyOptions } from './proxy.ts'
import { LoadPuller } from './puller.ts'
import { LoadPusher } from './pusher.ts'
import { KilledServers } from './servers.ts'

export interface LoadOptions {
  /** PostgreSQL of the servers, migrated or empty; its owner's. */
  readonly db: string
  readonly seconds: number
  readonly pushers: number
  readonly pullers: number
  readonly servers: number
  /** A process is killed each half to whole of this. */
  readonly killMs: number
  readonly seed: number
}

export interface LoadReport extends Proof {
  readonly seed: number
  readonly seconds: number
  /** Until the last device had the last answer. */
  readonly secondsToTheEnd: number
  readonly operations: number
  readonly held: number
  readonly operationsPerSecond: number
  readonly pushMs: { readonly p50: number; readonly p95: number }
  readonly pushedAgain: number
  readonly failures: number
  readonly pulledChanges: number
  readonly compares: number
  readonly kills: number
  readonly network: FaultyProxy['counts']
}

const CUSTOMERS = 40
const CHANCES: ProxyOptions['chances'] = {
  requestLost: 0.02,
  requestTorn: 0.01,
  answerLost: 0.03,
  answerTorn: 0.01,
  late: 0.03,
}
const LATE_MS_MAX = 500

export async function runLoad(options: LoadOptions): Promise<LoadReport> {
  const random = seeded(options.seed)
  const central = new Central({ url: options.db, report: () => undefined })
  const servers = new KilledServers(options.db, random)
  const proxy = new FaultyProxy({
    ports: () => servers.ports(),
    random,
    chances: CHANCES,
    lateMsMax: LATE_MS_MAX,
  })
  try {
    await servers.start(options.servers)
    const url = await proxy.open()
    return await underLoad(
      options,
      random,
      deskOf({ central }, { now: () => Date.now() }),
      servers,
      {
        proxy,
        url,
      },
    )
  } finally {
    servers.stopKilling()
    await proxy.close()
    await endAll()
    await central.close()
  }
}

async function underLoad(
  options: LoadOptions,
  random: () => number,
  desk: Desk,
  servers: KilledServers,
  { proxy, url }: { readonly proxy: FaultyProxy; readonly url: string },
): Promise<LoadReport> {
  const companyId = await createCompany(desk, {
    name: 'Akdeniz Gıda',
    currency: 'TRY',
    timezone: 'Europe/Istanbul',
    fiscalYearStart: 1,
    id: null,
  })
  // Enrolment is not what is tested: a code is used once, whether its answer arrives or not.
  proxy.isFaulty = false
  const member = async (name: string, role: Role) => enrolled(desk, companyId, { name, role, url })
  const first = await member('Selin', 'accountant')
  const customers = await makeCustomers(first)
  const pushers: LoadPusher[] = []
  for (let n = 0; n < options.pushers; n += 1) {
    const { paper, transport } = await member(`Pusher ${n}`, 'accountant')
    pushers.push(
      new LoadPusher({ paper, transport, customers, random: seeded(options.seed + 1 + n) }),
    )
  }
  const pullers: LoadPuller[] = []
  for (let n = 0; n < options.pullers; n += 1) {
    const { transport } = await member(`Puller ${n}`, 'finance_manager')
    pullers.push(new LoadPuller({ companyId, transport, random }))
  }

  const { seq: before } = await headOf(desk, companyId)
  proxy.isFaulty = true
  const begun = performance.now()
  const until = begun + options.seconds * 1000
  let arePushing = true
  const killing = servers.killAgainAndAgain(options.killMs)
  const pulling = pullers.map((puller) =>
    puller.run(
      () => arePushing,
      async () => (await headOf(desk, companyId)).seq,
    ),
  )
  const pushing = pushers.map((pusher) => pusher.run(until))
  const pushed = Promise.all(pushing).finally(() => {
    arePushing = false
    servers.stopKilling()
  })
  await Promise.all([pushed, killing, ...pulling])
  const seconds = (performance.now() - begun) / 1000
  const proof = await prove(desk.store, companyId, {
    pushers,
    pullers,
    others: before,
  })
  const sum = (of: (pusher: LoadPusher) => number) => pushers.reduce((n, one) => n + of(one), 0)
  const operations = sum(({ counts }) => counts.answered)
  const times = pushers.flatMap((pusher) => pusher.times)
  return {
    ...proof,
    seed: options.seed,
    seconds: options.seconds,
    secondsToTheEnd: seconds,
    operations,
    held: sum(({ counts }) => counts.held),
    operationsPerSecond: operations / seconds,
    pushMs: { p50: quantile(times, 0.5), p95: quantile(times, 0.95) },
    pushedAgain: sum(({ counts }) => counts.again),
    failures: sum(({ counts }) => counts.failures),
    pulledChanges: pullers.reduce((n, { counts }) => n + counts.changes, 0),
    compares: pullers.reduce((n, { counts }) => n + counts.compares, 0),
    kills: servers.kills,
    network: proxy.counts,
  }
}

interface Enrolled {
  readonly paper: PaperDevice
  readonly transport: HttpTransport
}

let codes = 0

async function enrolled(
  desk: Desk,
  companyId: string,
  { name, role, url }: { readonly name: string; readonly role: Role; readonly url: string },
): Promise<Enrolled> {
  const userId = await createUser(desk, {
    companyId,
    name,
    roles: [role],
    person: null,
    scope: null,
    password: null,
  })
  const { code } = await makeEnrolmentCode(desk, companyId, userId)
  const paper = new PaperDevice(companyId, userId)
  const transport = new HttpTransport({
    url,
    deviceId: paper.deviceId,
    privateKey: paper.key,
    refreshToken: null,
    saveRefreshToken: () => undefined,
  })
  codes += 1
  const request = {
    code,
    device_id: paper.deviceId,
    install_id: paper.deviceId,
    device_code: `L${String(codes).padStart(3, '0')}`,
    public_key: paper.publicKey,
    publish: null,
  }
  // From one address the server takes some devices a second.
  for (let left = 20; ; left -= 1)
    try {
      await transport.enrol(request)
      return { paper, transport }
    } catch (error) {
      const isSlowedDown = error instanceof RequestError && error.code === 'SLOW_DOWN'
      if (!isSlowedDown || left === 0) throw error
      await setTimeout(Number(error.detail['retry_after_ms']))
    }
}

/** The customers everybody writes about. */
async function makeCustomers({ paper, transport }: Enrolled): Promise<string[]> {
  const customers = Array.from(
    { length: CUSTOMERS },
    (_, n) => paper.customer(`C-${n}`, { segment: 'A' }).id,
  )
  const { results } = await transport.push({
    company_id: paper.companyId,
    device_epoch: 1,
    start_counter: 1,
    first_seq: 1,
    prev: '0'.repeat(64),
    ops: paper.pending.map(({ text }) => text),
    withdrawn: [],
    pending_after: 0,
    min_pending_doc_date: null,
    timeline_id: null,
  })
  const refused = results.find(({ status }) => status !== 'accepted')
  if (refused) throw new Error(`a customer was ${refused.status} ${refused.code}`)
  return customers
}

async function headOf({ store }: Desk, companyId: string): Promise<{ readonly seq: number }> {
  const head = await store.read(companyId, (tx) => Promise.resolve(tx.head))
  if (!head) throw new Error('the company is gone')
  return head
}
