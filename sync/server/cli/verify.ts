/** saldo server verify: recomputes companies from their operations and names what was altered. */
import type { Command } from 'commander'
import { verifyCompany } from '../core/verify.ts'
import { Declined } from '../declined.ts'
import { exitCode, idOption, printJson } from './output.ts'
import { atDesk, common, type CommonOptions } from './session.ts'

export function addVerifyCommand(program: Command): void {
  common(program.command('verify').description('recompute companies and name what was altered'))
    .option('--company <id>', 'this one alone', idOption)
    .option('--deep', 'every operation and document; so far always')
    .action(async (options: CommonOptions & { company?: string }) => {
      const companies = await atDesk(options, async ({ store }) => {
        const ids =
          options.company === undefined
            ? (await store.companies()).map(({ companyId }) => companyId)
            : [options.company]
        const found = []
        for (const company of ids.toSorted()) {
          const checks = await verifyCompany(store, company)
          if (checks === null) throw new Declined('company.unknown', { company })
          found.push({ company, ok: checks.every(({ ok }) => ok), checks })
        }
        return found
      })
      const ok = companies.every((one) => one.ok)
      if (!ok) exitCode.value = 1
      if (options.json === true) return printJson({ ok, companies })
      for (const { company, checks } of companies)
        for (const { name, ok: isOk, examined, failures } of checks) {
          process.stdout.write(`${company} ${name}: ${isOk ? 'ok' : 'NOT OK'} (${examined})\n`)
          for (const failure of failures) process.stdout.write(`  ${failure}\n`)
        }
    })
}
