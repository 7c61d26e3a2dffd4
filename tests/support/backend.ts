/** A backend on a temporary folder with a connected client: what a door has, without the door. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBackend } from '../../main/backend/start.ts'
import type { Backend } from '../../main/backend/backend.ts'
import { contract, type SaldoContract } from '../../shared/contract/index.ts'
import { connect } from '../../shared/rpc/client.ts'
import { portPair } from '../../shared/rpc/port.ts'
import type { Client } from '../../shared/rpc/procedure.ts'

export interface TestBackend {
  readonly dir: string
  readonly client: Client<SaldoContract>
  write(name: string, content: string | Buffer): string
  stop(): Promise<void>
}

export async function testBackend(currency = 'TRY'): Promise<TestBackend> {
  const dir = mkdtempSync(join(tmpdir(), 'saldo-backend-'))
  const backend: Backend = await startBackend({
    dataDir: dir,
    checkOutput: true,
    keepsColumns: true,
  })
  const [near, far] = portPair()
  backend.attach(far, { namesPaths: true })
  const connection = connect(contract, near)
  const { client } = connection
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
      connection.close()
      await backend.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
