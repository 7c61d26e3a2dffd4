import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { BesideThread, type Heard } from './worker-thread.ts'

type Told =
  | { ask: number; value: string }
  | { ask: number; done: number; total: number }
  | { ask: number; why: string }

const dir = mkdtempSync(join(tmpdir(), 'saldo-thread-'))
const script = join(dir, 'worker.mjs')
writeFileSync(
  script,
  `import { parentPort, threadId } from 'node:worker_threads'
parentPort.on('message', ({ ask, message }) => {
  if (message === 'fall') throw new Error('fallen')
  if (message === 'refuse') return parentPort.postMessage({ ask, why: 'no' })
  if (message === 'never') return
  parentPort.postMessage({ ask, done: 1, total: 2 })
  parentPort.postMessage({ ask, value: message + ' ' + threadId })
})`,
)
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function threadOf(idleMs: number) {
  return new BesideThread<string, Told, string>({
    script,
    idleMs,
    hear: (told): Heard<string> => ('why' in told ? { error: new Error(told.why) } : told),
    fell: (error) => new Error(`fell: ${error.message}`),
  })
}
const ofThread = (answer: string) => answer.split(' ')[1]

it('answers each question, tells how far it is, and goes on after one that is refused', async () => {
  const thread = threadOf(10_000)
  const steps: number[][] = []
  const answers = await Promise.all([
    thread.ask('a', (done, total) => steps.push([done, total])),
    thread.ask('b'),
    thread.ask('refuse').catch((error: Error) => error.message),
  ])

  expect(answers.map((one) => one.split(' ')[0])).toEqual(['a', 'b', 'no'])
  expect(ofThread(answers[0])).toBe(ofThread(answers[1]))
  expect(steps).toEqual([[1, 2]])
})

it('fails all who wait when it falls, and the next question starts another', async () => {
  const thread = threadOf(10_000)
  const before = ofThread(await thread.ask('a'))
  const waiting = thread.ask('never')
  const falling = thread.ask('fall')

  await expect(waiting).rejects.toThrow('fell: fallen')
  await expect(falling).rejects.toThrow('fell: fallen')
  expect(ofThread(await thread.ask('b'))).not.toBe(before)
})

it('ends when it was idle for a while; the next question starts another', async () => {
  const thread = threadOf(1)
  const before = ofThread(await thread.ask('a'))

  await expect
    .poll(async () => ofThread(await thread.ask('b')), { interval: 200, timeout: 30_000 })
    .not.toBe(before)
})
