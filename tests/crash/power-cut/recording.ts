/**
 * Records what a process does to files, by strace: every call that writes, syncs or names, in the order
 * in which they came to their end, with its bytes.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** One system call that succeeded: strings as bytes, what else as strace writes it. */
export interface Call {
  readonly name: string
  readonly args: readonly (string | Buffer)[]
  readonly result: number
}

const CALLS =
  'openat,close,dup,write,writev,pwrite64,pwritev,ftruncate,truncate,fallocate,fsync,fdatasync,' +
  'rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir,copy_file_range,' +
  'sendfile,clone,clone3'
/** Threads too, strings whole and in hexadecimal. */
const OPTIONS = ['-f', '--seccomp-bpf', '-xx', '-s', '100000000', '-e', `trace=${CALLS}`]

export function hasStrace(): boolean {
  return spawnSync('strace', ['--version'], { stdio: 'ignore' }).status === 0
}

/** Runs `node` with `args` to its end and keeps what it did in `file`; throws with its errors where it fails. */
export async function record(file: string, args: readonly string[]): Promise<void> {
  const child = spawn('strace', [...OPTIONS, '-o', file, process.execPath, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, UV_USE_IO_URING: '0' },
  })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`the recorded process failed: ${errors.slice(0, 2000)}`)
}

/**
 * The calls of the process that succeeded, whichever of its threads made them; one that another
 * thread's interrupts counts where it ends. Processes it starts have files of their own.
 */
export async function* callsOf(file: string): AsyncIterableIterator<Call> {
  const begun = new Map<string, string>()
  const threads = new Set<string>()
  for await (const line of createInterface({ input: createReadStream(file, 'latin1') })) {
    const [, thread = '', text = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    if (threads.size === 0) threads.add(thread)
    if (!threads.has(thread)) continue
    if (text.endsWith('<unfinished ...>')) {
      begun.set(thread, text.slice(0, -'<unfinished ...>'.length).trimEnd())
      continue
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(text)
    const call = parse(resumed ? `${begun.get(thread) ?? ''}${resumed[1] ?? ''}` : text)
    if (call?.name.startsWith('clone') === true) {
      if (call.args.some((arg) => String(arg).includes('CLONE_THREAD')))
        threads.add(String(call.result))
    } else if (call) yield call
  }
}

function parse(text: string): Call | null {
  const [, name = '', args = '', result = ''] = /^(\w+)\((.*)\) += (-?\d+)/.exec(text) ?? []
  if (name === '' || result.startsWith('-')) return null
  return { name, args: parts(args), result: Number(result) }
}

/** Strings are written in hexadecimal alone, so that no comma or quote stands inside them. */
function parts(args: string): (string | Buffer)[] {
  return args.split(/, (?![^[]*\])/).map((part) => {
    const quoted = /^"((?:\\x[0-9a-f]{2})*)"$/.exec(part)
    return quoted ? Buffer.from((quoted[1] ?? '').replaceAll('\\x', ''), 'hex') : part
  })
}
