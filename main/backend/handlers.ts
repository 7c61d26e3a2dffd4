/**
 * The contract's procedures and the feature functions that answer them: the one list where the
 * backend shows that it implements all of it.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import type { SaldoContract } from '../../shared/contract/index.ts'
import type { Handlers } from '../../shared/rpc/procedure.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { campaigns } from './campaign-handlers.ts'
import { freePath } from './company/data-folder.ts'
import { createCompanyFile, restoreCompanyFile } from './company/create.ts'
import { createDemoCompany, resetDemoCompany } from './company/demo.ts'
import { agingOf } from './features/aging.ts'
import { addAllocations, proposeAllocations, removeAllocations } from './features/allocations.ts'
import * as backups from './features/backups.ts'
import * as bank from './features/bank.ts'
import { bankColumns, importStatements } from './features/bank-import.ts'
import * as facts from './features/bank-facts.ts'
import { payableItems } from './features/bank-items.ts'
import { bankProposals } from './features/bank-proposals.ts'
import * as rules from './features/bank-rules.ts'
import { bankSample } from './features/bank-sample.ts'
import { auditLog, changeCompany, companyInfo } from './features/companies.ts'
import { exportCompany } from './features/company-export.ts'
import { patchCustomers } from './features/customer-batches.ts'
import {
  archiveCustomer,
  createCustomer,
  findDuplicates,
  patchCustomer,
} from './features/customer-cards.ts'
import { customerHistory } from './features/customer-history.ts'
import { customerTraits, getCustomer, listCustomers } from './features/customers.ts'
import {
  deviceBalances,
  deviceStatus,
  enrolDevice,
  exchangeStanding,
  syncDevice,
} from './features/device.ts'
import { awaitNews } from './features/device-watch.ts'
import { patchByColumns } from './features/patch-columns.ts'
import * as decisions from './features/decisions.ts'
import { blocksOf, membersOf, signIn, takeBlock, voidNumbers } from './features/device-central.ts'
import {
  compareDevice,
  digestOf,
  driftOf,
  repairDevice,
  snapshotDevice,
} from './features/device-proof.ts'
import {
  agreeDueDate,
  getDocument,
  postDocuments,
  proposeDocument,
  reverseDocument,
} from './features/documents.ts'
import * as staff from './features/staff.ts'
import { openDispute, resolveDispute } from './features/disputes.ts'
import { exportStatements } from './features/bulk-folder.ts'
import { exportAging, exportGrid, exportStatement } from './features/exports.ts'
import * as imports from './features/imports.ts'
import { exportLedger } from './features/ledger-export.ts'
import { ledgerBlock, ledgerTotals, ledgerValues } from './features/ledger-list.ts'
import { readDocument } from './features/read-document.ts'
import { learnedSince, openItemsOf, searchDocuments } from './features/open-items.ts'
import { paymentHistory } from './features/payments.ts'
import { checkPeriod } from './features/period-checks.ts'
import { sealPeriod } from './features/period-seal.ts'
import { verifyPack } from './features/packs.ts'
import { listPeriods, listRates, setRates } from './features/periods.ts'
import { closeMonths, reopenMonths } from './features/period-acts.ts'
import { compareErp } from './features/reconcile-erp.ts'
import { exportComparison } from './features/reconcile-export.ts'
import { compareStatement, statementColumns } from './features/reconcile-statement.ts'
import { revalue, valuationOf } from './features/revaluation.ts'
import { overdueMonths, riskList } from './features/risk.ts'
import * as roundtrip from './features/roundtrip.ts'
import { searchCustomers } from './features/search.ts'
import { setSettings } from './features/settings.ts'
import { statementLines, statementOf, statementPage } from './features/statements.ts'
import { supportReport } from './features/support.ts'
import { noticesOf, workOf } from './features/today.ts'
import { verify } from './features/verify.ts'
import { tieOutOf } from './durability/law-checks.ts'
import { listViews, removeView, saveView } from './features/views.ts'
import { fileOf, type Session } from './session.ts'
import { reads, writes, writesMany } from './working.ts'

type All = Handlers<SaldoContract, Session>
type Card = z.input<SaldoContract['companies']['open']['output']>

const table: All = {
  companies: {
    list: (session) => listCompanies(session),
    create: (session, input) => {
      const file = input.file ?? freePath(session.backend.dataDir, input.name)
      createCompanyFile(file, input, session.backend.clock)
      const card = openIn(session, file)
      const { settings } = input
      if (settings) fileOf(session).command((context) => setSettings(context, settings))
      return card
    },
    createDemo: (session, input) => {
      const file = input.file ?? join(session.backend.dataDir, 'demo.saldo')
      createDemoCompany(session, file, input)
      return openIn(session, file)
    },
    resetDemo: (session) => {
      const file = fileOf(session)
      if (!file.company.isDemo) throw new Refusal('company.not_demo', { file: file.path })
      resetDemoCompany(session, file)
      return cardOf(session, file.path)
    },
    open: (session, input) => openIn(session, input.file),
    info: (session) => {
      const file = fileOf(session)
      return file.query((context) => companyInfo(context, file.path))
    },
    setSettings: writes(setSettings),
    tieOut: (session, input) => tieOutOf(fileOf(session), input.asOf ?? null),
    verify: (session, input) =>
      backups.withFileCheck(
        fileOf(session),
        fileOf(session).query((context) => verify(context, fileOf(session).cache, input.deep)),
      ),
    change: writes(changeCompany),
    backup: (session, input) => backups.backup(fileOf(session), input.to),
    restore: (session, input) => {
      restoreCompanyFile(input.from, input.to)
      return openIn(session, input.to)
    },
    export: reads((context, input) => exportCompany(context, input.to)),
    audit: reads(auditLog),
  },
  customers: {
    list: reads((context, input, cache) => listCustomers(context, cache, input)),
    traits: reads(customerTraits),
    search: reads(searchCustomers),
    get: reads(getCustomer),
    duplicates: reads(findDuplicates),
    create: writes(createCustomer),
    patch: writes(patchCustomer),
    patchMany: writes(patchCustomers),
    archive: writes(archiveCustomer),
    history: reads(customerHistory),
  },
  bank: {
    accounts: reads(bank.bankAccounts),
    columns: bankColumns,
    import: importStatements,
    sample: reads(bankSample),
    list: reads(bank.listBankLines),
    get: reads(bank.getBankLine),
    proposals: bankProposals,
    items: reads((context, input, cache) => payableItems(context, input, cache)),
    match: writesMany(bank.matchBankLines),
    post: writesMany(bank.postBankLines),
    postedAs: reads(bank.linesPostedAs),
    undo: writesMany(bank.undoBankLines),
    park: writes(bank.parkBankLine),
    parkMany: writesMany(bank.parkBankLines),
    rules: reads(rules.listRules),
    setRule: writes(rules.setRule),
    orderRules: writes(rules.orderRules),
    tryRule: reads(rules.tryRule),
    removeRule: writes(rules.dropRule),
    facts: reads(facts.bankFacts),
    factLines: reads(facts.factLines),
    forgetFact: writes(facts.forgetFact),
    recallFact: writes(facts.recallFact),
  },
  documents: {
    get: reads(getDocument),
    propose: reads(proposeDocument),
    post: writes(postDocuments),
    reverse: writes(reverseDocument),
    agreeDueDate: writes(agreeDueDate),
    dispute: writes(openDispute),
    resolveDispute: writes(resolveDispute),
    openItems: reads(openItemsOf),
    search: reads((context, input, cache) => searchDocuments(context, input, cache)),
  },
  allocations: {
    propose: reads(proposeAllocations),
    add: writes(addAllocations),
    remove: writes(removeAllocations),
  },
  reports: {
    aging: reads((context, input, cache) => agingOf(context, cache, input)),
    statement: reads(statementOf),
    statementLines: reads(statementLines),
    statementPage: reads(statementPage),
    exportAging: (session, input) => {
      const file = fileOf(session)
      return file.query((context) => exportAging(context, file.cache, session.backend, input))
    },
    exportGrid: (session, input) =>
      fileOf(session).query((context) => exportGrid(context, session.backend, input)),
    exportStatement: (session, input) =>
      fileOf(session).query((context) => exportStatement(context, session.backend, input)),
    exportStatements: (session, input) =>
      exportStatements(fileOf(session), input, (done, total) =>
        session.progress('statements', 'write', done, total),
      ),
    readDocument: (session, { documentId }) => readDocument(session.backend, documentId),
    learnedSince: reads(learnedSince),
  },
  risk: {
    list: reads((context, input, cache) => riskList(context, cache, input)),
    months: reads((context, input, cache) => overdueMonths(context, cache, input)),
  },
  payments: { history: reads(paymentHistory) },
  today: {
    work: reads((context, input, cache) => workOf(context, cache, input)),
    notices: reads((context, input, cache) => noticesOf(context, cache, input)),
  },
  periods: {
    list: reads(listPeriods),
    close: closeMonths,
    reopen: reopenMonths,
    check: (session, input) => checkPeriod(fileOf(session), input.month),
    seal: sealPeriod,
    valuation: reads(valuationOf),
    revalue: writes(revalue),
  },
  packs: { verify: (_session, input) => verifyPack(input) },
  rates: { list: reads(listRates), set: writes(setRates) },
  jobs: {
    startStatements: (session, input) => session.backend.jobs.start(fileOf(session), input),
    startLetters: (session, input) => session.backend.jobs.start(fileOf(session), input),
    list: (session) => session.backend.jobs.list(fileOf(session)),
    cancel: (session, { jobId }) => session.backend.jobs.cancel(fileOf(session), jobId),
    resume: (session, { jobId }) => session.backend.jobs.resume(fileOf(session), jobId),
    retryFailed: (session, { jobId }) => session.backend.jobs.retryFailed(fileOf(session), jobId),
    dismiss: (session, { jobId }) => session.backend.jobs.dismiss(fileOf(session), jobId),
  },
  campaigns,
  preferences: {
    get: (session) => session.backend.preferences.get(),
    lost: (session) => session.backend.lost(session.givenFile),
    set: (session, input) => session.backend.preferences.set(input),
  },
  support: { report: (session) => supportReport(session) },
  views: { list: reads(listViews), save: writes(saveView), remove: writes(removeView) },
  ledger: {
    block: reads(ledgerBlock),
    totals: reads(ledgerTotals),
    values: reads(ledgerValues),
    exportList: (session, input) =>
      fileOf(session).query((context) => exportLedger(context, session.backend, input)),
  },
  imports: {
    inspect: imports.inspect,
    check: imports.check,
    rows: imports.rows,
    problemAt: imports.problemAt,
    alike: imports.alike,
    discard: imports.discard,
    fix: imports.fix,
    setCreateCustomers: imports.setCreateCustomers,
    run: imports.run,
    cancel: imports.cancel,
    file: imports.importFile,
    undo: writesMany(imports.undo),
    batches: reads(imports.batches),
    rejects: imports.rejects,
    mappings: reads(imports.mappings),
    template: imports.template,
  },
  backups: {
    list: (session) => backups.list(fileOf(session)),
    make: (session) => backups.make(session),
    verify: (session, input) => backups.verify(fileOf(session), input),
    preview: (session, input) => backups.preview(fileOf(session), input),
    restore: (session, input) => backups.restore(fileOf(session), input),
    health: (session) => backups.health(fileOf(session)),
    acceptPlace: (_session, input) => backups.acceptPlaceOf(input),
    acceptChange: (session) => backups.acceptChange(fileOf(session)),
    lookForRecovery: (_session, input) => backups.look(input),
    recover: backups.recover,
  },
  roundtrip: {
    exportCustomers: roundtrip.exportCustomers,
    exportAging: roundtrip.exportAging,
    exportLetters: roundtrip.exportLetters,
    exportBank: roundtrip.exportBank,
    open: roundtrip.open,
    state: roundtrip.state,
    choose: roundtrip.choose,
    apply: roundtrip.apply,
  },
  reconcile: {
    columns: statementColumns,
    statement: compareStatement,
    exportStatement: exportComparison,
    erp: compareErp,
  },
  device: {
    enrol: enrolDevice,
    sync: syncDevice,
    news: awaitNews,
    exchange: exchangeStanding,
    status: reads(deviceStatus),
    balances: reads(deviceBalances),
    held: reads(decisions.heldOf),
    resolve: writes(decisions.resolveHeld),
    conflicts: reads(decisions.conflicts),
    settleConflict: writes(decisions.settle),
    approvals: reads(decisions.approvals),
    decide: writes(decisions.decide),
    patch: writes(patchByColumns),
    members: reads(membersOf),
    blocks: reads(blocksOf),
    takeBlock,
    voidNumbers: writes(voidNumbers),
    signIn,
    compare: compareDevice,
    drift: reads(driftOf),
    digest: reads(digestOf),
    repair: repairDevice,
    snapshot: snapshotDevice,
  },
  staff: {
    rights: reads(staff.staffRights),
    devices: staff.companyDevices,
    setDevice: staff.setDevice,
    invite: staff.inviteMember,
    setRoles: staff.setRoles,
    setStanding: staff.setMemberStanding,
    code: staff.memberCode,
  },
}

export const handlers = {
  /** `path` is `noun.name` of the contract; the port has parsed the input. */
  call(session: Session, path: string, input: unknown): unknown {
    const [noun, name] = path.split('.') as [keyof All, string]
    const handler = (
      table[noun] as unknown as Record<string, (session: Session, input: unknown) => unknown>
    )[name]
    if (!handler) throw new Error(`no handler for ${path}`)
    return handler(session, input)
  },
}

function openIn(session: Session, path: string): Card {
  session.file = session.backend.open(path)
  session.backend.remember(path)
  return cardOf(session, path)
}

function cardOf(session: Session, path: string): Card {
  const file = session.backend.open(path)
  const { company } = file
  return {
    file: path,
    name: company.name,
    currency: company.currency as Card['currency'],
    demo: company.isDemo,
    isOpen: session.file === file,
  }
}

/**
 * The folder's companies, and one from elsewhere that is or was open. Files that cannot be opened are
 * left out: the list is for choosing, `open` says what is wrong.
 */
function listCompanies(session: Session): Card[] {
  const folder = session.backend.dataDir
  const names = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.saldo') && !name.startsWith('.'))
    : []
  const { lastCompany } = session.backend.preferences.get()
  const paths = new Set(names.toSorted().map((name) => join(folder, name)))
  for (const elsewhere of [lastCompany, session.file?.path]) if (elsewhere) paths.add(elsewhere)
  return [...paths].flatMap((path) => {
    try {
      return [cardOf(session, path)]
    } catch (error) {
      if (error instanceof Refusal) return []
      throw error
    }
  })
}
