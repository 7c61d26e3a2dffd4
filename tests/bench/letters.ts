/** 2,500 balance letters with statements: made, written as PDF and workbook, proven; each by a cold process. */
import { spawnSync } from 'node:child_process'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Job } from './measure.ts'

const LETTERS = 2500
const DOCUMENTS = 50_000
const UNTIL = '2026-10-31'
const FROM = '2026-01-01'
/** Issue and requirements.md M56: on two cores, PDF and XLSX together. */
const RENDER_MAX_MS = 600_000

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Made once, when the first job asks. */
export function letterJobs(dir: string): Job[] {
  const company = join(dir, 'letters.saldo')
  const out = join(dir, 'letters')
  const pack = join(dir, 'letters.zip')
  const sealed = join(dir, 'month.zip')
  rmSync(company, { force: true })
  saldo(
    'demo',
    '--customers',
    String(LETTERS),
    '--documents',
    String(DOCUMENTS),
    '--until',
    UNTIL,
    '--company',
    company,
  )
  const create = () =>
    saldo('campaign', 'create', '--as-of', UNTIL, '--from', FROM, '--company', company)
  const { id } = create() as { id: string }
  const job = (name: string, run: () => void, meets?: Job['meets']): Job => ({
    goal: 'M56',
    name,
    run,
    rounds: 1,
    isOnce: true,
    isElsewhere: true,
    ...(meets ? { meets } : {}),
  })
  return [
    job(`${LETTERS} letters frozen from ${DOCUMENTS} documents`, () => void create()),
    job(
      `${LETTERS} letters with statements as PDF and XLSX (10 min)`,
      () => {
        saldo('campaign', 'render', id, '--out', out, '--format', 'both', '--company', company)
        const files = readdirSync(out)
        if (files.length !== 2 * LETTERS) throw new Error(`${files.length} files were written`)
        rmSync(out, { recursive: true, force: true })
      },
      ({ medianMs }) => medianMs <= RENDER_MAX_MS,
    ),
    job(
      `${LETTERS} letters queued`,
      () => void saldo('campaign', 'send', id, '--company', company),
    ),
    job('status of the campaign', () => void saldo('campaign', 'status', id, '--company', company)),
    job('evidence pack of the campaign', () => {
      rmSync(pack, { force: true })
      saldo('campaign', 'evidence', id, '--out', pack, '--company', company)
    }),
    job('evidence pack checked', () => {
      saldo('pack', 'verify', pack)
      process.stdout.write(`evidence pack: ${(statSync(pack).size / 1e6).toFixed(1)} MB\n`)
    }),
    job('month sealed', () => {
      saldo(
        'periods',
        'seal',
        UNTIL.slice(0, 7),
        '--out',
        sealed,
        '--sign-off',
        'bench',
        '--company',
        company,
      )
      process.stdout.write(`sealed month: ${(statSync(sealed).size / 1e6).toFixed(1)} MB\n`)
    }),
  ]
}

function saldo(...argv: readonly string[]): unknown {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['build/saldo.mjs', ...argv, '--json'],
    { cwd: root, encoding: 'utf8', maxBuffer: 512 * 2 ** 20 },
  )
  if (status !== 0) throw new Error(`saldo ${argv.join(' ')}: ${stdout.slice(0, 500)} ${stderr}`)
  return JSON.parse(stdout) as unknown
}
