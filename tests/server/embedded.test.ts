/** The embedded PostgreSQL: it keeps what it must, forgets the rest, and outlives nobody. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { type EmbeddedOptions, startEmbedded } from '../../db/central/embedded.ts'

const module = fileURLToPath(new URL('../../db/central/embedded.ts', import.meta.url))

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** Started by a process of its own, which can be killed. */
async function startElsewhere(options: EmbeddedOptions): Promise<{
  readonly parent: ChildProcess
  readonly line: { readonly url: string; readonly dataDir: string }
}> {
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(module)})
    const { url, dataDir } = await startEmbedded(${JSON.stringify(options)})
    process.stdout.write(JSON.stringify({ url, dataDir }) + '\\n')
    setInterval(() => undefined, 1000)`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(parent.stdout, 'data')) as [Buffer]
  return { parent, line: JSON.parse(String(line)) as { url: string; dataDir: string } }
}

it('finds its data again at the next start, and lets nobody else in', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'saldo-durable-'))
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }))
  // Too long for the path of a socket, which then lies elsewhere.
  const dataDir = join(parent, 'kept'.repeat(25))

  const first = await startEmbedded({ mode: 'durable', dataDir })
  await ask(first.url, 'create table kept as select 7 as n')
  const settings = await ask(
    first.url,
    "select current_setting('fsync') as fsync, current_setting('data_checksums') as checksums, current_setting('listen_addresses') as addresses",
  )
  await first.stop()
  const second = await startEmbedded({ mode: 'durable', dataDir })
  const kept = await ask(second.url, 'select n from kept')
  const mode = statSync(second.dataDir).mode & 0o777
  await second.stop()
  // As root it is not where it was asked for.
  rmSync(second.dataDir, { recursive: true, force: true })

  expect(settings).toEqual([{ fsync: 'on', checksums: 'on', addresses: '' }])
  expect(kept).toEqual([{ n: 7 }])
  expect(mode).toBe(0o700)
})

it('refuses a second server over the same data, and says why', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'saldo-durable-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const first = await startEmbedded({ mode: 'durable', dataDir })
  onTestFinished(async () => {
    await first.stop()
    rmSync(first.dataDir, { recursive: true, force: true })
  })

  await expect(startEmbedded({ mode: 'durable', dataDir })).rejects.toThrow('postmaster.pid')
  expect(await ask(first.url, 'select 1 as n')).toEqual([{ n: 1 }])
})

it('starts after a process that was killed, once that one’s server has stopped', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'saldo-durable-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const { parent, line } = await startElsewhere({ mode: 'durable', dataDir })
  await ask(line.url, 'create table kept as select 7 as n')
  const server = Number(
    readFileSync(join(line.dataDir, 'data', 'postmaster.pid'), 'utf8').split('\n')[0],
  )
  // A machine so busy that the server does not get to hear of the end of its parent.
  process.kill(server, 'SIGSTOP')
  parent.kill('SIGKILL')
  await once(parent, 'exit')

  const starting = startEmbedded({ mode: 'durable', dataDir })
  setTimeout(() => process.kill(server, 'SIGCONT'), 4000)
  const next = await starting
  const kept = await ask(next.url, 'select n from kept')
  await next.stop()
  rmSync(next.dataDir, { recursive: true, force: true })

  expect(kept).toEqual([{ n: 7 }])
})

it('stops with its parent, even one that is killed, and leaves nothing after the next start', async () => {
  const { parent, line } = await startElsewhere({ mode: 'test' })
  const { url, dataDir } = line
  expect(await ask(url, 'select 1 as n')).toEqual([{ n: 1 }])

  parent.kill('SIGKILL')
  await once(parent, 'exit')
  await expect.poll(() => existsSync(join(dataDir, 'data', 'postmaster.pid'))).toBe(false)

  await expect(ask(url, 'select 1')).rejects.toThrow()
  const next = await startEmbedded({ mode: 'test' })
  await next.stop()
  expect([existsSync(dataDir), existsSync(next.dataDir)]).toEqual([false, false])
})
