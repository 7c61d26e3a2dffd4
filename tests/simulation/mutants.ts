/**
 * Planted faults, each at a seam of the product: the desktop's statements, its replica, the server's
 * store, the wire. A simulation that lets one of them live does not look where it should.
 */
import { outboxOperation } from '../../db/local/outbox-operations.ts'
import type { Replica } from '../../sync/client/replica.ts'
import type { MendingStore, ServerStore } from '../../sync/server/store.ts'
import type { Row, TableName } from '../../sync/engine/central/tables.ts'
import type { TestCompany } from '../support/company.ts'
import type { Mutant } from './mutant.ts'
import {
  lookingUp,
  notInserting,
  notUpdating,
  replica,
  seeingOthers,
  without,
  writingOtherwise,
} from './mutants-kit.ts'

type Page = Parameters<Replica['savePage']>[0]

export const MUTANTS: readonly Mutant[] = [
  { name: 'a document confirmed without its number', tamper: without(/^update doc set number/i) },
  {
    name: 'a slice stays when its operation is retracted',
    tamper: without(/^delete from alloc\b/i),
  },
  {
    name: 'a due day stays when its operation is retracted',
    tamper: without(/^delete from due_change/i),
  },
  { name: 'the inbox keeps an applied page', tamper: without(/^delete from sync_inbox/i) },
  {
    name: 'the cursor stays behind the rows',
    tamper: without(/^update sync_state set cursor_seq/i),
  },
  {
    name: 'the chain head is not moved with the operation',
    tamper: without(/^update company set chain_seq/i),
  },
  { name: 'an open amount is not written back', tamper: without(/^update item set/i) },
  {
    name: 'the page is given up before it is applied',
    replica: replica((_real, company) => ({
      applyNext: async () => {
        const { changes } = company.command(({ db }) =>
          db.prepare<[]>('delete from sync_inbox').run(),
        )
        return changes > 0
      },
    })),
  },
  {
    name: 'the cursor goes ahead of the rows',
    replica: replica((real, company) => ({
      savePage: (page) => {
        real.savePage(page)
        company.command(({ db }) =>
          db
            .prepare<[number, Uint8Array]>('update sync_state set cursor_seq = ?, cursor_hash = ?')
            .run(page.to_seq, Buffer.from(page.to_hash, 'hex')),
        )
      },
    })),
  },
  {
    name: 'a page loses its last change',
    replica: replica((real) => ({
      savePage: (page) => real.savePage({ ...page, changes: page.changes.slice(0, -1) }),
    })),
  },
  {
    name: 'outcomes of a page are not heard',
    replica: replica((real) => ({ savePage: (page) => real.savePage({ ...page, outcomes: [] }) })),
  },
  {
    name: 'the digest is copied from the other side',
    replica: replica((real) => ({
      compare: () => 'equal',
      savePage: (page) =>
        real.savePage({
          ...page,
          changes: page.changes.filter((one) => one.class !== 'M' || one.seq % 3 !== 0),
        }),
    })),
  },
  {
    name: 'a held answer is taken for accepted',
    replica: replica((real) => ({
      saveResults: (results, seq) =>
        real.saveResults(
          results.map((one) => ({ ...one, status: 'accepted' as const })),
          seq,
        ),
      savePage: (page) => real.savePage({ ...page, outcomes: [] }),
    })),
  },
  {
    name: 'answers are taken in the order of another list',
    replica: replica((real) => ({
      saveResults: (results, seq) =>
        real.saveResults(
          results.map((one, n) => ({
            ...one,
            op_id: results[(n + 1) % results.length]?.op_id ?? one.op_id,
          })),
          seq,
        ),
    })),
  },
  {
    name: 'pull skips a transaction',
    answer: (call, answer) => {
      if (call !== 'pull') return answer
      const page = answer as Page
      const middle = page.changes[Math.floor(page.changes.length / 2)]?.seq
      return page.changes.length < 4
        ? page
        : { ...page, changes: page.changes.filter((one) => one.seq !== middle) }
    },
  },
  { name: 'a locked month is not looked at', store: lookingUp('period', () => []) },
  {
    name: 'what is allocated already is not looked at',
    store: lookingUp('alloc_event', (rows) => rows.filter(({ removes }) => removes !== null)),
  },
  {
    name: 'preparer and approver may be one person',
    store: lookingUp('approval', (rows) =>
      rows.map((row) => ({ ...row, asked_by: '00000000-0000-7000-8000-000000000000' })),
    ),
  },
  {
    name: 'an archived customer takes documents',
    store: lookingUp('customer', (rows) => rows.map((row) => ({ ...row, archived: false }))),
  },
  {
    name: 'what is held holds nothing that rests on it',
    store: lookingUp('op_log', (rows) =>
      rows.map((row) =>
        row.outcome === 'held' ? { ...row, outcome: 'accepted', code: null } : row,
      ),
    ),
  },
  { name: 'the head of a device stays behind', store: notUpdating('device_head') },
  { name: 'a month cell of the server stays behind', store: notUpdating('cell') },
  { name: 'a number series stands still', store: notUpdating('number_series') },
  { name: 'a number of a block is given twice', tamper: without(/^update number_block set next/i) },
  { name: 'a voided number is not noted', store: notInserting('number_void') },
  {
    name: 'a block stands at its first number',
    store: notUpdating('number_block'),
  },
  {
    name: 'a device is known in every company',
    store: seeingOthers('device', 'member'),
  },
  { name: 'a document of another company is known here', store: seeingOthers('document') },
  {
    name: 'what was done before a file was put back is taken for nobody’s',
    replica: replica((real, company) => ({
      hasLink: () => true,
      savePage: (page) =>
        real.savePage({
          ...page,
          changes: page.changes.filter(({ op }) => !isForgotten(company, op)),
        }),
    })),
  },
  {
    name: 'a compare hears that nothing differs',
    answer: (call, answer) => (call === 'digest' ? { ...(answer as object), differs: [] } : answer),
  },
  {
    name: 'a repair hears no proofs',
    answer: (call, answer) => (call === 'docs' ? { ...(answer as object), changes: [] } : answer),
  },
  {
    name: 'mending leaves the lines of documents',
    mending: (real) => ({
      ...passing(real),
      mend: (companyId, work) =>
        real.mend(companyId, (tx) =>
          work({
            ...tx,
            replace: async (table, rows) => {
              if ((table as TableName) !== 'document_line') await tx.replace(table, rows)
            },
          }),
        ),
    }),
  },
  { name: 'a guarded group needs nobody else', store: guardedAtOnce() },
]

/** An own operation that is not in the outbox. */
function isForgotten({ file }: TestCompany, op: string): boolean {
  const { device_id: deviceId, op_id: id } = JSON.parse(op) as {
    readonly device_id: string
    readonly op_id: string
  }
  return (
    deviceId === file.company.deviceId &&
    file.query(({ db }) => outboxOperation(db, id)) === undefined
  )
}

function passing(real: MendingStore): ServerStore {
  return {
    write: (companyId, work) => real.write(companyId, work),
    read: (companyId, work) => real.read(companyId, work),
    createCompany: (company) => real.createCompany(company),
    companies: () => real.companies(),
  }
}

/** Who asks for a limit has it: no second person is waited for. */
function guardedAtOnce(): (real: ServerStore) => ServerStore {
  return writingOtherwise((tx) => ({
    insert: async (into, rows) => {
      await tx.insert(into, rows)
      if ((into as TableName) !== 'approval') return
      for (const { kind, object_id, effect } of rows as readonly Row<'approval'>[]) {
        if (kind !== 'guarded' || object_id === null) continue
        const { group, to } = effect as { readonly group: string; readonly to: never }
        const [card] = await tx.lookup('customer', 'customer_id', [object_id])
        if (card)
          await tx.update('customer', [
            { ...card, groups: { ...(card.groups as object), [group]: to } },
          ])
      }
    },
  }))
}
