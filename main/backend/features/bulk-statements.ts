/** Statements of many customers: for whom, in which words, made of which figures. */
import { allCustomers, customerByCode } from '../../../db/local/customers.ts'
import type { BulkStatements } from '../../../shared/contract/bulk-statements.ts'
import type { Statement } from '../../../shared/contract/reports.ts'
import { paperWords } from '../../../shared/i18n/papers.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { statementFacts } from '../documents/facts.ts'
import { customerOf } from '../ledger/drafts.ts'
import type { BulkPaper, BulkPlan } from './bulk-files.ts'
import { originOf, statementTables } from './exports.ts'
import { documentLanguageOf, imprintOf, statementOrderOf } from './paper-orders.ts'
import { settingsOf } from './settings.ts'
import { statementOf } from './statements.ts'

export function statementPlan(order: BulkStatements): BulkPlan {
  return {
    formats: order.format === 'both' ? ['pdf', 'xlsx'] : [order.format],
    joined: order.joined,
    stem: 'statements',
    csv: order.csv,
    keys: (context) => customersOf(context, order),
    nameOf: (context, code) =>
      order.names
        .replaceAll('{code}', code)
        .replaceAll('{name}', () => customerByCode(context.db, code)?.name ?? '')
        .replaceAll('{until}', order.until ?? context.today),
    paperOf: (context, code) => paperOf(context, order, code),
    titleOf: (context) => {
      const { language } = settingsOf(context)
      return {
        language: order.language ?? language,
        title: `${paperWords(language)[`statement.${order.kind}`]} · ${context.company.name}`,
      }
    },
  }
}

/** In code order; names the first it does not know. */
function customersOf(context: Context, order: BulkStatements): string[] {
  if (order.customers) return order.customers.map((code) => customerOf(context, code).code)
  return allCustomers(context.db)
    .filter(
      (row) => !row.archived && (order.segment === undefined || row.segment === order.segment),
    )
    .map((row) => row.code)
}

function paperOf(context: Context, order: BulkStatements, code: string): BulkPaper | null {
  const customer = customerByCode(context.db, code)
  if (!customer) throw new Refusal('customer.unknown', { customer: code })
  const language = order.language ?? documentLanguageOf(context, customer)
  const statements = statementsOf(context, order, code)
  if (statements.length === 0) return null
  return {
    bookmark: `${code} ${customer.name}`,
    pdf: {
      kind: 'statement',
      imprint: imprintOf(context),
      format: { paper: 'A4', orientation: 'portrait' },
      order: statementOrderOf(context, customer, statements, false, language),
    },
    tables: () => statementTables(statements, language),
    owners: statements.map((one) => one.customer),
    facts: () => statementFacts(statements, false, originOf(context), language),
  }
}

function statementsOf(context: Context, order: BulkStatements, code: string): Statement[] {
  const { kind, from, until, withEmpty } = order
  const { statements } = statementOf(context, {
    customerCode: code as Parameters<typeof statementOf>[1]['customerCode'],
    kind,
    group: false,
    withAllocations: true,
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { to: until }),
  })
  return withEmpty
    ? statements
    : statements.filter((one) => one.lineCount > 0 || one.closingMinor !== 0)
}
