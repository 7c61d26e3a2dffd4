/** A connected backend on a temporary folder with an empty company. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SaldoContract } from '../../shared/contract/index.ts'
import type { Client } from '../../shared/rpc/procedure.ts'
import { connected } from './connected.ts'

export interface TestBackend {
  readonly dir: string
  readonly client: Client<SaldoContract>
  write(name: string, content: string | Buffer): string
  stop(): Promise<void>
}

export async function testBackend(currency = 'TRY'): Promise<TestBackend> {
  const dir = mkdtempSync(join(tmpdir(), 'saldo-backend-'))
  const { client, stop } = await connected({ dataDir: dir, keepsColumns: true })
  await client.companies.create({ name: 'Test', currency, file: join(dir, 'test.saldo') })
  return {
    dir,
    client,
    write: (name, content) => {
      const path = join(dir, name)
      writeFileSync(path, content)
      return path
    },
    stop: async () => {
      await stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
