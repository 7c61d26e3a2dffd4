/** Really kills the process in the middle of posting: what was acknowledged is there, nothing is half. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { systemClock } from '../../main/backend/company/clock.ts'
import { createCompanyFile } from '../../main/backend/company/create.ts'
import { openCompanyFile } from '../../main/backend/company/opening.ts'
import { verify } from '../../main/backend/features/verify.ts'

const KILLS = 30

it(`M171 (part): ${KILLS} kills in the middle of posting lose nothing acknowledged and leave nothing half`, async ({
  signal,
}) => {
  const dir = mkdtempSync(join(tmpdir(), 'saldo-kill-'))
  const path = join(dir, 'kill.saldo')
  createCompanyFile(
    path,
    { name: 'Kill', currency: 'TRY', timezone: 'Europe/Istanbul', fiscalYearStart: 1 },
    systemClock(),
  )
  const acknowledged: string[] = []
  for (let kill = 0; kill < KILLS; kill += 1) {
    signal.throwIfAborted()
    const poster = spawn(
      process.execPath,
      [fileURLToPath(new URL('../support/poster.ts', import.meta.url)), path, String(kill)],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    )
    let said = ''
    // It posts for ever: also when the test runs out of its time it has to end.
    signal.addEventListener('abort', () => poster.kill('SIGKILL'))
    poster.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    const ended = new Promise((resolve) => poster.once('close', resolve))
    await new Promise((resolve) => poster.stdout.once('data', resolve))
    await new Promise((resolve) => setTimeout(resolve, (kill * 37) % 120))
    poster.kill('SIGKILL')
    await ended
    acknowledged.push(...said.split('\n').slice(0, -1))
  }
  const file = openCompanyFile(path, systemClock(), false)
  const numbers = new Set(
    file.query(({ db }) =>
      db
        .prepare<[], { number: string }>('select number from doc')
        .all()
        .map(({ number }) => number),
    ),
  )
  const result = file.query((context) => verify(context, null, true))
  file.close()
  rmSync(dir, { recursive: true, force: true })

  expect(acknowledged.length).toBeGreaterThan(KILLS)
  expect(acknowledged.filter((number) => !numbers.has(number))).toEqual([])
  expect(result.checks.filter((check) => !check.ok)).toEqual([])
}, 300_000)
