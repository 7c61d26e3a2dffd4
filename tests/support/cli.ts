/** The command line called in this process, with what it printed; a company file that goes away. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main } from '../../main/cli/index.ts'
import { main as serverMain } from '../../sync/server/cli/index.ts'

export interface Answer {
  readonly code: number
  readonly out: string
  readonly err: string
  /** Standard output as the one JSON document it must be. */
  readonly json: Record<string, unknown>
}

export class CliFolder {
  readonly dir = mkdtempSync(join(tmpdir(), 'saldo-cli-test-'))
  readonly company = join(this.dir, 'company.saldo')

  path(name: string): string {
    return join(this.dir, name)
  }

  write(name: string, text: string): string {
    const path = this.path(name)
    writeFileSync(path, text)
    return path
  }

  /** On the company of the folder, answering JSON. */
  call(...argv: readonly string[]): Promise<Answer> {
    return saldo(...argv, '--company', this.company, '--json')
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true })
  }
}

export async function saldo(...argv: readonly string[]): Promise<Answer> {
  const out = capture(process.stdout)
  const err = capture(process.stderr)
  let code: number
  try {
    // As build/saldo.mjs does: two programs under one name.
    code = argv[0] === 'server' ? await serverMain(argv.slice(1)) : await main(argv)
  } finally {
    out.restore()
    err.restore()
  }
  const text = out.text()
  return {
    code,
    out: text,
    err: err.text(),
    get json() {
      return JSON.parse(text) as Record<string, unknown>
    },
  }
}

function capture(stream: NodeJS.WriteStream) {
  const written: string[] = []
  const write = stream.write.bind(stream)
  stream.write = (chunk: Uint8Array | string) => {
    written.push(String(chunk))
    return true
  }
  return {
    text: () => written.join(''),
    restore: () => {
      stream.write = write
    },
  }
}
