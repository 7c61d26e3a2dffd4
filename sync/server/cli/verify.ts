/** saldo server verify: recomputes companies from their operations and names what was altered. */
import type { Command } from 'commander'
import { mendCompany } from '../core/mend.ts'
import { type Check, verifyCompany } from '../core/verify.ts'
import { Declined } from '../declined.ts'
import type { MendingStore } from '../store.ts'
import { exitCode, idOption, printJson } from './output.ts'
import { atDesk, common, type CommonOptions } from './session.ts'

interface Options extends CommonOptions {
  readonly company?: string
  readonly repair: boolean
}

interface Verified {
  readonly company: string
  readonly ok: boolean
  /** Rows put right; absent when nothing was asked to be, or nothing had to be. */
  readonly repaired?: number
  readonly checks: readonly Check[]
}

export function addVerifyCommand(program: Command): void {
  common(program.command('verify').description('recompute companies and name what was altered'))
    .option('--company <id>', 'this one alone', idOption)
    .option('--deep', 'every operation and document: what is always done')
    .option('--repair', 'rebuild altered rows from the log, where the log is whole', false)
    .action(async (options: Options) => {
      const companies = await atDesk(options, async ({ store }) => {
        const ids =
          options.company === undefined
            ? (await store.companies()).map(({ companyId }) => companyId)
            : [options.company]
        const found: Verified[] = []
        for (const company of ids.toSorted())
          found.push(await verified(store, company, options.repair))
        return found
      })
      const ok = companies.every((one) => one.ok)
      if (!ok) exitCode.value = 1
      if (options.json === true) return printJson({ ok, companies })
      for (const { company, repaired, checks } of companies) {
        if (repaired !== undefined) process.stdout.write(`${company} repaired: ${repaired}\n`)
        for (const { name, ok: isOk, examined, failures } of checks) {
          process.stdout.write(`${company} ${name}: ${isOk ? 'ok' : 'NOT OK'} (${examined})\n`)
          for (const failure of failures) process.stdout.write(`  ${failure}\n`)
        }
      }
    })
}

async function verified(store: MendingStore, company: string, repairs: boolean): Promise<Verified> {
  const checks = await checksOf(store, company)
  const isLogWhole = checks.every(({ name, ok }) => ok || (name !== 'log' && name !== 'chains'))
  // Without a whole log nothing says what the rows must be.
  if (!repairs || !isLogWhole || checks.every(({ ok }) => ok)) return told(company, checks)
  const repaired = (await mendCompany(store, company)) ?? 0
  return { ...told(company, await checksOf(store, company)), repaired }
}

async function checksOf(store: MendingStore, company: string): Promise<readonly Check[]> {
  const checks = await verifyCompany(store, company)
  if (checks === null) throw new Declined('company.unknown', { company })
  return checks
}

function told(company: string, checks: readonly Check[]): Verified {
  return { company, ok: checks.every(({ ok }) => ok), checks }
}
