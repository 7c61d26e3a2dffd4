/** Makes the demo company through the same journal as everybody, in a file that appears when it is whole. */
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { customerByCode } from '../../../db/local/customers.ts'
import { renameForGood, syncFile } from '../../../db/local/lasting.ts'
import { saveSetting } from '../../../db/local/company.ts'
import { companies } from '../../../shared/contract/companies.ts'
import { newCustomer } from '../../../shared/contract/customers.ts'
import { documentDraft } from '../../../shared/contract/documents.ts'
import { dayIn, type IsoDate } from '../../../shared/domain/days.ts'
import { demoPlan } from '../../../shared/domain/generate/demo.ts'
import { DEMO_BANK } from '../../../shared/domain/generate/demo-plan.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { externalId } from '../../../sync/engine/ids.ts'
import { keepStatements } from '../bank/keep-statements.ts'
import { openDispute } from '../features/disputes.ts'
import { agreeDueDate, applyStated } from '../features/documents.ts'
import { addCustomer } from '../features/customer-cards.ts'
import { closePeriod, setRates } from '../features/periods.ts'
import { resolveDraft } from '../ledger/drafts.ts'
import { Journal } from '../ledger/journal.ts'
import { keepBase } from '../durability/base.ts'
import { putInstead } from '../durability/restore.ts'
import type { Core } from '../session.ts'
import type { CompanyFile } from './company-file.ts'
import { demoBankFiles } from './demo-bank.ts'
import { makeDemoLetters } from './demo-letters.ts'
import { openCompanyFile } from './opening.ts'
import { createCompanyFile } from './create.ts'

export interface DemoInput {
  readonly seed: number
  readonly customers: number
  readonly documents: number
  readonly until?: IsoDate | undefined
}

/** The last day of the demo unless told otherwise: its reference figures lie before it. */
const LAST_DAY = '2026-10-31' as IsoDate

/** The demo company of a data folder, as `companies.createDemo` makes it unless told otherwise. */
export function demoFile(backend: Pick<Core, 'clock' | 'dataDir'>): string {
  const file = join(backend.dataDir, 'demo.saldo')
  if (!existsSync(file))
    createDemoCompany({ backend }, file, companies.createDemo.input.parse({ file }))
  return file
}

export function createDemoCompany(
  { backend: { clock } }: { readonly backend: Pick<Core, 'clock'> },
  file: string,
  input: DemoInput,
): void {
  if (existsSync(file)) throw new Refusal('company.exists', { file })
  const until = input.until ?? earlier(LAST_DAY, dayIn('Europe/Istanbul', clock.now()))
  const plan = demoPlan({ ...input, until })
  const temporary = `${file}.${randomBytes(4).toString('hex')}.making`
  try {
    createCompanyFile(temporary, { ...plan.company, fiscalYearStart: 1, demoUntil: until }, clock)
    const company = openCompanyFile(temporary, clock, false, { keepsJournal: false })
    try {
      company.command((context) => {
        saveSetting(context.db, 'bucketEdges', plan.bucketEdges)
        saveSetting(context.db, 'letterhead', plan.letterhead)
        setRates(context, { rates: plan.rates as Parameters<typeof setRates>[1]['rates'] })
      })
      company.command((context) => {
        const journal = new Journal(context)
        const idOf = (key: string) => externalId(context.company.companyId, 'demo', key)
        for (const { code, name, parentCode, fields } of plan.customers) {
          addCustomer(
            context,
            journal,
            idOf(code),
            newCustomer.parse({
              code,
              name,
              ...(parentCode === undefined ? {} : { parentCode }),
              ...fields,
            }),
            null,
          )
        }
        for (const document of plan.documents) {
          const draft = documentDraft.parse({
            ...document,
            allocateTo: document.allocateTo?.map((one) => ({ ...one })),
          })
          const customer = customerByCode(context.db, draft.customerCode)
          if (!customer) throw new Error(`demo customer ${draft.customerCode} is not there`)
          const resolved = resolveDraft(context, draft, {
            customer,
            documentId: idOf(document.documentNo),
          })
          if (resolved.state === 'new')
            applyStated(context, journal, journal.post(resolved.entry), draft)
        }
        journal.close('demo.made', plan.company.name, {
          seed: input.seed,
          documents: plan.documents.length,
        })
      })
      const bankFiles = company.query((context) =>
        demoBankFiles(context, DEMO_BANK, { seed: input.seed, until }),
      )
      for (const { file: bankFile, fileName } of bankFiles)
        company.command((context) => keepStatements(context, bankFile, fileName))
      makeDemoLetters(company, until)
      for (const { documentNo, amountMinor, reason, on } of plan.disputes) {
        company.command((context) =>
          openDispute(context, {
            disputeId: externalId(context.company.companyId, 'demo.dispute', documentNo),
            key: { documentNo },
            amountMinor,
            reason,
            on,
          }),
        )
      }
      for (const { documentNo, dueOn, on, reason } of plan.agreements)
        company.command((context) =>
          agreeDueDate(context, { key: { documentNo }, dueOn, reason, on, installment: 1 }),
        )
      company.command((context) => closePeriod(context, { month: plan.closedThrough, soft: false }))
    } finally {
      company.close()
    }
    syncFile(temporary)
    linkSync(temporary, file)
    renameForGood(`${temporary}.keys`, `${file}.keys`)
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-lock', '.keys'])
      rmSync(temporary + suffix, { force: true })
  }
}

/** Puts a fresh demo where an open one stands; the old one goes only when the new one is whole. */
export function resetDemoCompany(
  session: { readonly backend: Pick<Core, 'clock'> },
  file: CompanyFile,
): void {
  const fresh = `${file.path}.${randomBytes(4).toString('hex')}.fresh`
  try {
    createDemoCompany(session, fresh, companies.createDemo.input.parse({}))
    putInstead(file, fresh)
    keepBase(file, session.backend.clock)
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-lock', '.keys'])
      rmSync(fresh + suffix, { force: true })
  }
}

function earlier(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? a : b
}
