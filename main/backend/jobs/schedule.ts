/**
 * When a backend that stays looks after its files by itself; node-cron only says when.
 *
 * Every quarter of an hour each open file is looked at: a backup a day, one more when work has rested
 * for a while, the whole file checked once a week. What was missed while the machine slept is done at
 * the next look, since each is decided by what was done last and not by the hour.
 */
import { schedule } from 'node-cron'
import { dirname, join } from 'node:path'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { commitState } from '../../../db/local/commit-state.ts'
import { outboxOf } from '../../../db/local/outbox/journal.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { CompanyFile } from '../company/company-file.ts'
import { backupsOf } from '../durability/backup-store.ts'
import { hasBase } from '../durability/base.ts'
import { makeBackup } from '../durability/backups.ts'
import { checkFileBeside } from '../durability/check-beside.ts'
import { keepReserve } from '../durability/disk-space.ts'
import type { Log } from '../device/log.ts'
import type { Core } from '../session.ts'

const LOOK = '*/15 * * * *'
const FIRST_LOOK_MS = 120_000
const DAY_MS = 86_400_000
const IDLE_MS = 15 * 60_000
const FULL_CHECK_MS = 7 * DAY_MS
/** A file up to this is backed up when it is closed, so that quitting stays quick. */
const CLOSING_BYTES = 64 * 1024 ** 2

/** Answers how to end it: the last backups are made then. */
export function startSchedule(core: Core, log: Log): () => Promise<void> {
  const quiet = new Map<string, { token: string; sinceMs: number }>()
  let going: Promise<void> | null = null
  const look = () => {
    going ??= lookAfterAll(core, quiet, log).finally(() => {
      going = null
    })
  }
  const job = schedule(LOOK, look, { noOverlap: true })
  const first = setTimeout(look, FIRST_LOOK_MS)
  first.unref()
  return async () => {
    clearTimeout(first)
    await job.destroy()
    await going
    for (const file of core.files)
      if (statSync(file.path).size <= CLOSING_BYTES && isBehind(file))
        await quietly(file, log, () => makeBackup(file, 'closing'))
  }
}

async function lookAfterAll(
  core: Core,
  quiet: Map<string, { token: string; sinceMs: number }>,
  log: Log,
): Promise<void> {
  for (const file of core.files) {
    const nowMs = core.clock.now()
    await quietly(file, log, () => lookAfter(file, nowMs, quiet))
  }
}

/** One file: what is due now. */
export async function lookAfter(
  file: CompanyFile,
  nowMs: number,
  quiet: Map<string, { token: string; sinceMs: number }>,
): Promise<void> {
  const token = tokenOf(file)
  const before = quiet.get(file.path)
  if (before?.token !== token) quiet.set(file.path, { token, sinceMs: nowMs })
  const isIdle = before?.token === token && nowMs - before.sinceMs >= IDLE_MS
  if (isIdle) file.checkpoint()
  const newest = backupsOf(file.path).find(({ manifest }) => manifest !== null)
  if (!newest || !hasBase(file)) await makeBackup(file, 'first')
  else if (isBehind(file) && nowMs - newest.atMs >= DAY_MS) await makeBackup(file, 'daily')
  else if (isBehind(file) && isIdle) await makeBackup(file, 'idle')
  await checkWeekly(file, nowMs)
  keepReserve(dirname(file.path))
}

async function checkWeekly(file: CompanyFile, nowMs: number): Promise<void> {
  const last = join(outboxOf(file.path), 'checked.json')
  const checkedMs = existsSync(last) ? Number(readFileSync(last, 'utf8')) : 0
  if (nowMs - checkedMs < FULL_CHECK_MS) return
  // A first look that finds no earlier check is quick; from then on the whole is read every week.
  const fault = await checkFileBeside(file.path, checkedMs === 0 ? 'quick' : 'full')
  if (fault !== null) {
    file.isDamaged = true
    throw new Refusal('company.damaged', { file: file.path, reason: fault })
  }
  if (existsSync(outboxOf(file.path))) writeFileSync(last, String(nowMs))
}

/** Does the company stand at another commit than its newest sound backup? */
function isBehind(file: CompanyFile): boolean {
  if (file.isDamaged) return false
  const newest = backupsOf(file.path).find(({ manifest }) => manifest !== null)
  return newest?.manifest?.root.commitToken !== tokenOf(file)
}

function tokenOf(file: CompanyFile): string {
  return file.query(({ db }) => commitState(db).token.toString('hex'))
}

/** A full disk or a damaged file is told to the person by `backups.health`; here it is logged. */
async function quietly(file: CompanyFile, log: Log, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Refusal) log.refused('schedule', error.code)
    else log.bug('schedule', error)
  }
}
