/** Statements of many customers straight into a folder, for a caller that waits. */
import { basename } from 'node:path'
import type { z } from 'zod'
import type { reports } from '../../../shared/contract/reports.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { BulkFiles, type Ledger } from './bulk-files.ts'
import { statementPlan } from './bulk-statements.ts'
import { makeFolder } from './file-names.ts'

type Procedure = (typeof reports)['exportStatements']

export async function exportStatements(
  ledger: Ledger,
  input: z.output<Procedure['input']>,
  onProgress: (done: number, total: number) => void,
): Promise<z.input<Procedure['output']>> {
  const { order, to } = input
  const plan = statementPlan(order)
  const customers = ledger.query((context) => plan.keys(context))
  makeFolder(to)
  const files = new BulkFiles(ledger, plan, customers, to)
  files.clean()
  const written: { customer: string; file: string }[] = []
  const failures: { customer: string; code: string }[] = []
  try {
    for (const [i, customer] of customers.entries()) {
      try {
        for (const file of await files.write(customer))
          written.push({ customer, file: order.joined ? basename(file) : file })
      } catch (error) {
        // One that cannot be written does not stop the others; a file for all would lack it.
        if (!(error instanceof Refusal) || order.joined) throw error
        failures.push({ customer, code: error.code })
      }
      onProgress(i + 1, customers.length)
    }
    const joined = await files.finish()
    return {
      files: order.joined ? joined.length : written.length,
      customers: written,
      failures,
    }
  } catch (error) {
    await files.discard()
    throw error
  }
}
