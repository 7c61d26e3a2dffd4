/** This device and its company's server: enrolment, one exchange, and what is held. */
import { createPrivateKey } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { z } from 'zod'
import { countDifferences } from '../../../db/local/drift.ts'
import { heldFigures, syncBalances, syncCounts } from '../../../db/local/sync-figures.ts'
import { connectCompany, isJoining, syncState } from '../../../db/local/sync-state.ts'
import { schemaVersion } from '../../../db/local/open.ts'
import { saveDeviceCode } from '../../../db/local/company.ts'
import type { device as contract } from '../../../shared/contract/device.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { HttpTransport } from '../../../sync/client/http.ts'
import { exchange } from '../../../sync/client/loop.ts'
import { JOIN_FROM } from '../../../sync/protocol/limits.ts'
import { createCompanyFile } from '../company/create.ts'
import { freePath } from '../company/data-folder.ts'
import { newDevice, newKey, readKeys, saveKeys } from '../company/device.ts'
import { APP_VERSION, type Context } from '../context.ts'
import {
  assertUrl,
  connectionOf,
  exchangeRefusal,
  publicKeyOf,
  serverOf,
} from '../sync/connection.ts'
import { heldWork } from '../sync/holds.ts'
import { approvalsOf } from '../sync/approvals.ts'
import { conflictsOf } from '../sync/conflicts.ts'
import { fileOf, type Session } from '../session.ts'
import { isDrifted, locateDifference } from './device-proof.ts'

type In<K extends keyof typeof contract> = z.output<(typeof contract)[K]['input']>
type Out<K extends keyof typeof contract> = z.input<(typeof contract)[K]['output']>

export async function enrolDevice(session: Session, input: In<'enrol'>): Promise<Out<'enrol'>> {
  assertUrl(input.server)
  const done = await (input.publish ? publish(session, input) : join(session, input))
  const file = session.backend.opened(done.file)
  if (file) session.backend.exchanges?.follow(file)
  return done
}

/** A new file for a company that lives on the server. */
async function join(session: Session, { file, server, code }: In<'enrol'>): Promise<Out<'enrol'>> {
  if (file !== undefined && existsSync(file)) {
    const known = session.backend.open(file)
    if (known.query(({ db }) => syncState(db))) throw new Refusal('device.connected', { file })
    throw new Refusal('company.has_documents', { file })
  }
  const device = newDevice()
  const privateKey = newKey()
  let refreshToken = ''
  const answer = await asked(server, () =>
    transportOf(server, device.deviceId, privateKey, (token) => {
      refreshToken = token
    }).enrol({
      code,
      device_id: device.deviceId,
      install_id: device.installId,
      device_code: device.deviceCode,
      public_key: publicKeyOf(createPrivateKey(privateKey)),
      publish: null,
    }),
  )
  const { company, user } = answer
  const path = file ?? freePath(session.backend.dataDir, company.name)
  createCompanyFile(
    path,
    {
      name: company.name,
      currency: company.currency,
      timezone: company.timezone,
      fiscalYearStart: company.fiscal_year_start,
    },
    session.backend.clock,
    {
      companyId: company.id,
      userId: user.id,
      userName: user.name,
      saltKey: Buffer.from(company.salt_key, 'hex'),
      device: { ...device, deviceCode: answer.device.device_code },
      privateKey,
      refreshToken,
      serverUrl: server,
    },
  )
  return told(answer, path)
}

/** A file with work of its own becomes the company on the server, which was made with its id. */
async function publish(session: Session, { file: named, server, code }: In<'enrol'>) {
  const file = named === undefined ? fileOf(session) : session.backend.open(named)
  const { path } = file
  if (file.query(({ db }) => syncState(db))) throw new Refusal('device.connected', { file: path })
  const keys = readKeys(path)
  if (!keys) throw new Refusal('device.keys_missing', { file: `${path}.keys` })
  const { company } = file
  let refreshToken: string | null = null
  const answer = await asked(server, () =>
    transportOf(server, keys.deviceId, keys.privateKey, (token) => {
      refreshToken = token
    }).enrol({
      code,
      device_id: keys.deviceId,
      install_id: keys.installId,
      device_code: company.deviceCode,
      public_key: publicKeyOf(createPrivateKey(keys.privateKey)),
      publish: {
        company_id: company.companyId,
        name: company.name,
        currency: company.currency,
        timezone: company.timezone,
        fiscal_year_start: company.fiscalYearStart,
        salt_key: Buffer.from(company.saltKey).toString('hex'),
        user_id: company.userId,
        chain_seq: company.chainSeq,
      },
    }),
  )
  saveKeys(path, { ...keys, refreshToken })
  file.command(({ db }) => {
    saveDeviceCode(db, answer.device.device_code)
    connectCompany(db, { url: server, joinedBy: 'publish' })
  })
  return told(answer, path)
}

/** One exchange; what went wrong is a refusal, and nothing that was done before it is lost. */
export async function syncDevice(
  session: Session,
  { direction, opsMax }: In<'sync'>,
): Promise<Out<'sync'>> {
  const file = fileOf(session)
  const options = { direction, ...(opsMax === null ? {} : { opsMax }) }
  const { replica, transport } = connectionOf(file)
  const background = session.backend.exchanges?.of(file)
  const done = background
    ? await background.now(options)
    : await asked(serverOf(file), () =>
        exchange(replica, transport, {
          ...options,
          snapshots: { source: transport, into: replica, from: JOIN_FROM },
        }),
      )
  if (done.digest !== 'different') return done
  // Where it is, is looked for at once: the list stands when somebody asks.
  const { equal, differences } = await locateDifference(session)
  if (!equal) throw new Refusal('digest.different', { ...done, differences: differences.length })
  return { ...done, digest: 'equal' }
}

/** What stands in the file, and what the background knows beyond it. */
export function exchangeStanding(session: Session): Out<'exchange'> {
  const file = fileOf(session)
  const now = session.backend.exchanges?.of(file)?.state
  return file.query((context) => {
    const { db, company } = context
    const state = syncState(db)
    const { pending, sent, oldestPending } = syncCounts(db)
    return {
      server: state?.serverUrl ?? null,
      user: company.userName,
      deviceCode: company.deviceCode,
      phase: now?.phase ?? 'off',
      code: now?.code ?? null,
      since: momentOf(now?.since),
      nextTryAt: momentOf(now?.nextTryAt),
      exchangedAt: momentOf(now?.exchangedAt ?? state?.exchangedAt),
      waiting: pending + sent,
      oldestWaiting: oldestPending,
      held: heldWork(context).length,
      conflicts: conflictsOf(context).length,
      approvals: approvalsOf(context).filter(({ mayDecide }) => mayDecide).length,
      differences: countDifferences(db),
      joining: state !== undefined && isJoining(state),
      cursor: state?.cursorSeq ?? 0,
      head: state?.headSeq ?? 0,
      proof: {
        result: state?.digestResult ?? 'not_compared',
        seq: state?.lastDigestOkSeq ?? null,
        at: momentOf(now?.provenAt ?? state?.lastDigestOkAt),
      },
    }
  })
}

function momentOf(ms: number | null | undefined): string | null {
  return ms === null || ms === undefined ? null : new Date(ms).toISOString()
}

export function deviceStatus(context: Context): Out<'status'> {
  const { db, company } = context
  const state = syncState(db)
  return {
    device: company.deviceId,
    deviceCode: company.deviceCode,
    deviceEpoch: company.deviceEpoch,
    user: company.userName,
    server: state?.serverUrl ?? null,
    timeline: state?.timelineId ?? null,
    cursor: state?.cursorSeq ?? 0,
    head: state?.headSeq ?? 0,
    ...syncCounts(db),
    digest: { result: state?.digestResult ?? 'not_compared', seq: state?.digestSeq ?? null },
    drift: isDrifted(context),
    serverOffset: state?.serverOffsetMs ?? null,
    scopeVersion: state?.scopeVer ?? 0,
    databaseVersion: schemaVersion(),
    appVersion: APP_VERSION,
    stopped: state?.stoppedCode ?? null,
  }
}

export function deviceBalances(context: Context): Out<'balances'> {
  return syncBalances(context.db, heldFigures(heldWork(context)))
}

function transportOf(
  url: string,
  deviceId: string,
  privateKey: string,
  saveRefreshToken: (token: string) => void,
): HttpTransport {
  return new HttpTransport({
    url,
    deviceId,
    privateKey: createPrivateKey(privateKey),
    refreshToken: null,
    saveRefreshToken,
  })
}

async function asked<T>(server: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw exchangeRefusal(error, server)
  }
}

function told(
  answer: {
    readonly device: { readonly id: string; readonly device_code: string }
    readonly company: { readonly id: string }
    readonly user: { readonly id: string }
  },
  file: string,
): Out<'enrol'> {
  return {
    file,
    device: answer.device.id,
    deviceCode: answer.device.device_code,
    company: answer.company.id,
    user: answer.user.id,
  } as Out<'enrol'>
}
