/** A company file in a temporary folder with the plainest defaults, worked on like a command does. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { Clock } from '../../main/backend/company/clock.ts'
import { CompanyFile } from '../../main/backend/company/company-file.ts'
import { openCompanyFile } from '../../main/backend/company/opening.ts'
import { createCompanyFile } from '../../main/backend/company/create.ts'
import { insertCompany } from '../../db/local/company.ts'
import { createCompanyDb } from '../../db/local/open.ts'
import type { Context } from '../../main/backend/context.ts'
import { addAllocations, removeAllocations } from '../../main/backend/features/allocations.ts'
import { agingOf } from '../../main/backend/features/aging.ts'
import { createCustomer } from '../../main/backend/features/customer-cards.ts'
import { postDocuments, reverseDocument } from '../../main/backend/features/documents.ts'
import { openItemsOf } from '../../main/backend/features/open-items.ts'
import { closePeriod, reopenPeriod } from '../../main/backend/features/periods.ts'
import { statementOf } from '../../main/backend/features/statements.ts'
import { verify } from '../../main/backend/features/verify.ts'
import { contract } from '../../shared/contract/index.ts'
import type { Statement } from '../../shared/contract/reports.ts'

export class TestClock implements Clock {
  #now: number

  constructor(moment: string) {
    this.#now = Date.parse(moment)
  }

  now(): number {
    return this.#now
  }

  set(moment: string): void {
    this.#now = Date.parse(moment)
  }
}

export interface Doc {
  readonly kind?: string
  readonly no?: string
  readonly customer?: string
  readonly on: string
  readonly paper?: string
  readonly due?: string
  readonly minor: number
  readonly currency?: string
  readonly rate?: string
  readonly to?: string | Readonly<Record<string, number | null>>
  readonly installments?: Readonly<Record<string, number>>
  readonly value?: string
  readonly reference?: string
  readonly series?: string
}

/** Days, amounts and numbers as short as the examples of domain.md read. */
export class TestCompany {
  readonly dir: string
  readonly path: string
  readonly clock: TestClock
  file: CompanyFile

  constructor(
    options: {
      currency?: string
      now?: string
      columns?: boolean
      inMemory?: boolean
      /** A file that lies elsewhere; nothing is made in a folder then. */
      file?: CompanyFile
    } = {},
  ) {
    this.dir = options.file ? '' : mkdtempSync(join(tmpdir(), 'saldo-test-'))
    this.path = options.file ? options.file.path : join(this.dir, 'company.saldo')
    this.clock = new TestClock(options.now ?? '2026-11-24T09:00:00Z')
    if (options.file) {
      this.file = options.file
      return
    }
    if (options.inMemory) {
      this.file = new CompanyFile(':memory:', memoryDb(options.currency ?? 'TRY'), this.clock, true)
      return
    }
    createCompanyFile(
      this.path,
      {
        name: 'Test',
        currency: options.currency ?? 'TRY',
        timezone: 'Europe/Istanbul',
        fiscalYearStart: 1,
      },
      this.clock,
    )
    this.file = openCompanyFile(this.path, this.clock, options.columns ?? true)
  }

  customer(code: string, fields: Readonly<Record<string, unknown>> = {}): void {
    const input = contract.customers.create.input.parse({
      customerId: uuidv7(),
      customer: { code, name: `Customer ${code}`, ...fields },
    })
    this.file.command((context) => createCustomer(context, input))
  }

  post(...docs: readonly Doc[]) {
    const input = contract.documents.post.input.parse({ documents: docs.map(draft) })
    return this.file.command((context) => postDocuments(context, input))
  }

  allocate(
    receipt: string,
    to: Readonly<Record<string, number | null>> | 'auto',
    on?: string,
    policy?: string,
  ) {
    const input = contract.allocations.add.input.parse({
      credit: { documentNo: receipt },
      ...(to === 'auto'
        ? { auto: true }
        : {
            to: Object.entries(to).map(([documentNo, amountMinor]) => ({
              documentNo,
              amountMinor,
            })),
          }),
      ...(on ? { on } : {}),
      ...(policy ? { policy } : {}),
    })
    return this.file.command((context) => addAllocations(context, input))
  }

  deallocate(receipt: string, from?: string, on?: string) {
    const input = contract.allocations.remove.input.parse({
      credit: { documentNo: receipt },
      ...(from ? { from: { documentNo: from } } : {}),
      ...(on ? { on } : {}),
    })
    return this.file.command((context) => removeAllocations(context, input))
  }

  reverse(documentNo: string, on: string, reason = 'wrong') {
    const input = contract.documents.reverse.input.parse({ key: { documentNo }, reason, on })
    return this.file.command((context) => reverseDocument(context, input))
  }

  close(month: string, soft = false): void {
    const input = contract.periods.close.input.parse({ month, soft })
    this.file.command((context) => closePeriod(context, input))
  }

  reopen(month: string, reason = 'late'): void {
    const input = contract.periods.reopen.input.parse({ month, reason })
    this.file.command((context) => reopenPeriod(context, input))
  }

  /** Figures of one customer: bucket keys, unapplied, credit_notes, total, in whole units where exact. */
  aging(
    customer: string,
    asOf: string,
    options: Readonly<Record<string, unknown>> = {},
  ): Record<string, number> {
    const input = contract.reports.aging.input.parse({ asOf, customerCode: customer, ...options })
    const report = this.file.query((context) => agingOf(context, this.file.cache, input))
    const total = report.totals[0]
    const figures: Record<string, number> = {}
    report.buckets.forEach((key, i) => {
      figures[key] = total?.bucketMinors[i] ?? 0
    })
    figures['unapplied'] = total?.unappliedMinor ?? 0
    figures['credit_notes'] = total?.creditNotesMinor ?? 0
    figures['total'] = total?.totalMinor ?? 0
    return Object.fromEntries(Object.entries(figures).filter(([, minor]) => minor !== 0))
  }

  statement(customer: string, options: Readonly<Record<string, unknown>> = {}): Statement[] {
    const input = contract.reports.statement.input.parse({ customerCode: customer, ...options })
    return this.file.query((context) => statementOf(context, input)).statements
  }

  openItems(customer: string, asOf: string): Record<string, number> {
    const input = contract.documents.openItems.input.parse({ customerCode: customer, asOf })
    const { items } = this.file.query((context) => openItemsOf(context, input))
    return Object.fromEntries(
      items.map((item) => [
        items.filter((one) => one.documentNo === item.documentNo).length > 1
          ? `${item.documentNo}/${item.installment}`
          : item.documentNo,
        item.openMinor,
      ]),
    )
  }

  verify(deep = true) {
    return this.file.query((context) => verify(context, this.file.cache, deep))
  }

  query<T>(work: (context: Context) => T): T {
    return this.file.query(work)
  }

  command<T>(work: (context: Context) => T): T {
    return this.file.command(work)
  }

  reload(): void {
    this.file.close()
    this.file = openCompanyFile(this.path, this.clock, true)
  }

  dispose(): void {
    this.file.close()
    if (this.dir !== '') rmSync(this.dir, { recursive: true, force: true })
  }
}

/** For thousands of short histories: the same tables without a disk. */
function memoryDb(currency: string) {
  const db = createCompanyDb(':memory:')
  insertCompany(db, {
    companyId: uuidv7(),
    name: 'Test',
    currency,
    timezone: 'Europe/Istanbul',
    fiscalYearStart: 1,
    isDemo: false,
    demoUntil: null,
    createdAtMs: 0,
    userId: uuidv7(),
    userName: 'owner',
    deviceId: uuidv7(),
    installId: uuidv7(),
    deviceCode: 'TEST',
    saltKey: Buffer.alloc(32, 1),
  })
  return db
}

function draft(doc: Doc): Record<string, unknown> {
  return {
    kind: doc.kind ?? 'invoice',
    documentNo: doc.no,
    customerCode: doc.customer ?? 'C',
    documentDate: doc.paper ?? doc.on,
    postingDate: doc.on,
    dueDate: doc.due,
    valueDate: doc.value,
    amountMinor: doc.minor,
    currency: doc.currency,
    rate: doc.rate,
    reference: doc.reference,
    series: doc.series,
    installments:
      doc.installments &&
      Object.entries(doc.installments).map(([dueOn, amountMinor]) => ({ dueOn, amountMinor })),
    allocateTo:
      typeof doc.to === 'string'
        ? [{ documentNo: doc.to, amountMinor: null }]
        : doc.to &&
          Object.entries(doc.to).map(([documentNo, amountMinor]) => ({ documentNo, amountMinor })),
  }
}
