/**
 * Statements of many customers: one file each, or one for all. The work of a job and of the command
 * line alike: `prepare` says for whom, `write` makes one customer's, `finish` what holds for all.
 *
 * A customer's figures are read when its turn comes; every file is whole or not there, so it can be
 * stopped between any two and taken up again with those that are left.
 */
import { join } from 'node:path'
import { allCustomers, customerByCode } from '../../../db/local/customers.ts'
import type { BulkStatements } from '../../../shared/contract/bulk-statements.ts'
import type { Statement } from '../../../shared/contract/reports.ts'
import { paperWords } from '../../../shared/i18n/papers.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { statementFacts } from '../documents/facts.ts'
import type { PdfRequest } from '../documents/pdf/request.ts'
import { type OpenPrint, type OpenTables, openPrint, openTables } from '../documents/writer.ts'
import { customerOf } from '../ledger/drafts.ts'
import { originOf, statementTables } from './exports.ts'
import { safeName } from './file-names.ts'
import { documentLanguageOf, imprintOf, printFactsOf, statementOrderOf } from './paper-orders.ts'
import { settingsOf } from './settings.ts'
import { statementOf } from './statements.ts'

/** Runs work on the ledger as it stands. */
export interface Ledger {
  query<T>(work: (context: Context) => T): T
}

type Single = 'pdf' | 'xlsx' | 'csv'

/** For whom, in code order; names the first it does not know. */
export function customersOf(ledger: Ledger, order: BulkStatements): string[] {
  return ledger.query((context) => {
    if (order.customers) return order.customers.map((code) => customerOf(context, code).code)
    return allCustomers(context.db)
      .filter(
        (row) => !row.archived && (order.segment === undefined || row.segment === order.segment),
      )
      .map((row) => row.code)
  })
}

export class StatementFiles {
  readonly #ledger: Ledger
  readonly #order: BulkStatements
  readonly #folder: string
  readonly #names: ReadonlyMap<string, string>
  readonly #formats: readonly Single[]
  #print: OpenPrint | null = null
  readonly #tables = new Map<'xlsx' | 'csv', OpenTables>()

  constructor(ledger: Ledger, order: BulkStatements, customers: readonly string[], folder: string) {
    this.#ledger = ledger
    this.#order = order
    this.#folder = folder
    this.#formats = order.format === 'both' ? ['pdf', 'xlsx'] : [order.format]
    this.#names = order.joined ? new Map() : namesOf(ledger, order, customers)
  }

  /** Answers the files made for this customer; none where there is nothing to state. */
  async write(code: string): Promise<string[]> {
    const { context, customer, language, statements } = this.#ledger.query((asked) => {
      const found = customerByCode(asked.db, code)
      if (!found) throw new Refusal('customer.unknown', { customer: code })
      return {
        context: asked,
        customer: found,
        language: this.#order.language ?? documentLanguageOf(asked, found),
        statements: this.#statementsOf(asked, code),
      }
    })
    if (statements.length === 0) return []
    const pdf: PdfRequest = {
      kind: 'statement',
      imprint: imprintOf(context),
      format: { paper: 'A4', orientation: 'portrait' },
      order: statementOrderOf(context, customer, statements, false, language),
    }
    const files: string[] = []
    for (const format of this.#formats) {
      const file = this.#fileOf(code, format)
      if (format === 'pdf') await this.#addPrint(context, file, pdf, `${code} ${customer.name}`)
      else await this.#addTables(context, file, format, statements, language)
      files.push(file)
    }
    return files
  }

  /** Closes what holds for all; answers those files. */
  async finish(): Promise<string[]> {
    const files: string[] = []
    if (this.#print) {
      await this.#print.close()
      files.push(this.#fileOf('', 'pdf'))
    }
    for (const [format, tables] of this.#tables) {
      await tables.close()
      files.push(this.#fileOf('', format))
    }
    return files
  }

  /** Leaves nothing of a file for all that is not finished. */
  async discard(): Promise<void> {
    await this.#print?.discard()
    for (const tables of this.#tables.values()) await tables.discard()
  }

  #statementsOf(context: Context, code: string): Statement[] {
    const { kind, from, until, withEmpty } = this.#order
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

  async #addPrint(
    context: Context,
    file: string,
    pdf: PdfRequest,
    bookmark: string,
  ): Promise<void> {
    const isFlushed = false
    if (!this.#order.joined) {
      const single = await openPrint(file, printFactsOf(context, pdf), { isFlushed })
      return using(single, () => single.add(pdf, null))
    }
    const { language, logo } = settingsOf(context)
    this.#print ??= await openPrint(file, {
      language: this.#order.language ?? language,
      title: `${paperWords(language)[`statement.${this.#order.kind}`]} · ${context.company.name}`,
      author: context.company.name,
      isTagged: false,
      logo: logo || null,
    })
    await this.#print.add(pdf, bookmark)
  }

  async #addTables(
    context: Context,
    file: string,
    format: 'xlsx' | 'csv',
    statements: readonly Statement[],
    language: 'tr' | 'en' | 'de',
  ): Promise<void> {
    const open = (isFlushed: boolean) =>
      openTables(
        file,
        format === 'xlsx'
          ? { kind: 'xlsx', facts: statementFacts(statements, false, originOf(context), language) }
          : { kind: 'csv', style: this.#order.csv },
        { isFlushed },
      )
    const tables = statementTables([...statements], language)
    if (!this.#order.joined) {
      const single = await open(false)
      return using(single, async () => {
        for (const table of tables) await single.add(table)
      })
    }
    let joined = this.#tables.get(format)
    if (!joined) this.#tables.set(format, (joined = await open(true)))
    // A list of all needs to say whose each line is; a workbook has a sheet for each.
    for (const table of format === 'csv' ? withCustomer(tables, statements) : tables)
      await joined.add(table)
  }

  #fileOf(code: string, format: Single): string {
    const name = this.#order.joined ? 'statements' : (this.#names.get(code) ?? safeName(code))
    return join(this.#folder, `${name}.${format}`)
  }
}

async function using(file: OpenPrint | OpenTables, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
    await file.close()
  } catch (error) {
    await file.discard()
    throw error
  }
}

function withCustomer(
  tables: ReturnType<typeof statementTables>,
  statements: readonly Statement[],
): ReturnType<typeof statementTables> {
  return tables.map((table, i) => {
    const own = statements[i]?.customer ?? ''
    return {
      ...table,
      headings: ['customer', ...table.headings],
      rows: [...table.rows].map((row) => [own, ...row]),
    }
  })
}

/** A file name for each, by the template; two that would be one get a number. */
function namesOf(
  ledger: Ledger,
  order: BulkStatements,
  customers: readonly string[],
): ReadonlyMap<string, string> {
  return ledger.query((context) => {
    const names = new Map<string, string>()
    const used = new Set<string>()
    for (const code of customers) {
      const wanted = safeName(
        order.names
          .replaceAll('{code}', code)
          .replaceAll('{name}', () => customerByCode(context.db, code)?.name ?? '')
          .replaceAll('{until}', order.until ?? context.today),
      )
      let name = wanted
      for (let n = 2; used.has(name.toLowerCase()); n += 1) name = `${wanted} (${n})`
      used.add(name.toLowerCase())
      names.set(code, name)
    }
    return names
  })
}
