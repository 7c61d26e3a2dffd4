/** A comparison as a workbook or a PDF to send to the other side. */
import type { z } from 'zod'
import type { reconcile as contract } from '../../../shared/contract/reconcile.ts'
import { comparisonFacts, comparisonTables } from '../documents/comparison-table.ts'
import { comparisonVoice } from '../documents/comparison-words.ts'
import { writeXlsx } from '../documents/table.ts'
import { writePdf } from '../documents/writer.ts'
import { customerOf } from '../ledger/drafts.ts'
import { fileOf, type Session } from '../session.ts'
import { originOf, targetOf } from './exports.ts'
import { safeName } from './file-names.ts'
import { documentLanguageOf, imprintOf, printFactsOf, recipientOf } from './paper-orders.ts'
import { compareStatement } from './reconcile-statement.ts'

type In = z.output<(typeof contract)['exportStatement']['input']>
type Out = z.input<(typeof contract)['exportStatement']['output']>

export async function exportComparison(session: Session, input: In): Promise<Out> {
  const comparison = await compareStatement(session, input.comparison)
  return fileOf(session).query(async (context) => {
    const customer = customerOf(context, input.comparison.customerCode)
    const language = input.language ?? documentLanguageOf(context, customer)
    const name = `comparison-${safeName(customer.code)}-${comparison.to}.${input.format}`
    const target = targetOf(session.backend, input.to, name)
    if (input.format === 'xlsx') {
      const voice = comparisonVoice(language)
      const facts = comparisonFacts(comparison, originOf(context), voice)
      const rows = await writeXlsx(target.file, comparisonTables(comparison, voice), facts)
      return { ...target, rows, language }
    }
    const pdf = {
      kind: 'comparison',
      imprint: imprintOf(context),
      format: input.page ?? { paper: 'A4', orientation: 'portrait' },
      order: { language, customer: recipientOf(customer), comparison },
    } as const
    const rows = await writePdf(target.file, pdf, printFactsOf(context, pdf))
    return { ...target, rows, language }
  })
}
