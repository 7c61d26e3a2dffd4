/** The four grounds a shot stands on, put into a data folder before the host starts. */
import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { DemoSize, Fixtures } from '../fixtures.ts'
import type { Ground } from './shot.ts'

export const GROUNDS: readonly Ground[] = ['demo', 'empty', 'none', 'damaged']

export async function lay(
  ground: Ground,
  { demo, prepare }: Pick<Fixtures, 'demo' | 'prepare'>,
  size?: DemoSize,
): Promise<void> {
  if (ground === 'demo') return demo(undefined, size)
  if (ground === 'none') return
  let file = ''
  await prepare(async (client, dir) => {
    file = join(dir, 'defter.saldo')
    await client.companies.create({ name: 'Boş Defter Ltd. Şti.', currency: 'TRY', file })
    if (ground === 'damaged') {
      await client.backups.make({})
      await client.customers.create({
        customerId: uuidv7(),
        customer: { code: '120.01.0001', name: 'Deniz Ticaret' },
      })
    }
    return file
  })
  if (ground === 'damaged') truncateSync(file, 6000)
}
