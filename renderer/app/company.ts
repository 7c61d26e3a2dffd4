/**
 * Which company this window works on. The window keeps it by itself, beside the device's last one:
 * a reload or a line taken up again must never change the company under somebody's hands.
 */
import { Refusal } from '../../shared/rpc/refusal.ts'
import { api, type SaldoConnection } from './api.ts'
import { queries } from './live.ts'

const KEY = 'saldo.company'

type Card = Awaited<ReturnType<typeof api.companies.open>>

/** This window works on it from now on, through reloads and in windows opened from it. */
export function holdCompany(file: string): void {
  sessionStorage.setItem(KEY, file)
}

/** Opens or makes a company by `work` and forgets what was shown of the one before. */
export async function changeCompany(work: () => Promise<Card>): Promise<Card> {
  const card = await work()
  holdCompany(card.file)
  queries.removeQueries({ type: 'inactive' })
  await queries.resetQueries()
  return card
}

/** On a fresh connection, before anything is asked. False: the window's company is gone. */
export async function reopenOwn({ client }: SaldoConnection): Promise<boolean> {
  const file = sessionStorage.getItem(KEY)
  if (file === null) return true
  try {
    await client.companies.open({ file })
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    sessionStorage.removeItem(KEY)
    return false
  }
}
