import { z } from 'zod'
import { command, query } from '../rpc/procedure.ts'
import { currency, minor, moment } from './fields.ts'

/** File name among the company's backups. */
const backupName = z
  .string()
  .max(300)
  .refine((name) => !/[/\\\0]/.test(name), 'name')

export const backupReason = z.enum([
  'first',
  'daily',
  'idle',
  'closing',
  'asked',
  'migration',
  'restore',
  'recovery',
])

export const backupCard = z.object({
  name: z.string(),
  /** Absolute path. */
  file: z.string(),
  at: moment,
  bytes: z.number().int(),
  /** Null where the file has no manifest: it was put there by hand. */
  reason: backupReason.nullable(),
  /** Opened, checked and found to hold what the company held when it was made. */
  isVerified: z.boolean(),
  documents: z.number().int().nullable(),
})

const companyState = z.object({
  customers: z.number().int(),
  documents: z.number().int(),
  allocations: z.number().int(),
  /** Of the last command; null in an empty company. */
  lastAt: moment.nullable(),
  /** Sum of all accounts, by currency. */
  balances: z.array(z.object({ currency, minor })),
})

const unsureOperation = z.object({
  /** As sync.md 7 names it: `doc.post`, `alloc.add` … */
  kind: z.string(),
  documentNo: z.string().nullable(),
  documentKind: z.string().nullable(),
  date: z.string().nullable(),
  currency: z.string().nullable(),
  /** Signed, debit positive. */
  amountMinor: minor.nullable(),
})

const found = z.object({
  backup: backupCard,
  /** Commands done after that backup that will be done again. */
  commits: z.number().int(),
  /** False when the outbox journal is missing or broken: something may lack. */
  isJournalWhole: z.boolean(),
  /** Of these nobody knows whether they were acknowledged. */
  unsure: z.array(unsureOperation),
})

const FILE = z.object({ file: z.string() })

export const backups = {
  /** The company's backups, newest first. */
  list: query({
    input: z.object({}),
    output: z.object({ folder: z.string(), backups: z.array(backupCard) }),
    refusals: ['company.none_open'],
  }),
  /** Makes a backup now and checks it; work goes on meanwhile. */
  make: command({
    input: z.object({}),
    output: backupCard,
    refusals: ['backup.not_sound', 'disk.full', 'disk.low', 'disk.failed', 'file.unwritable'],
  }),
  /** Checks a backup again, from its bytes on. */
  verify: query({
    input: z.object({ name: backupName }),
    output: z.object({ ok: z.boolean(), fault: z.string().nullable() }),
    refusals: ['backup.unknown'],
  }),
  /** What restoring would change: the backup beside the present state. */
  preview: query({
    input: z.object({ name: backupName }),
    output: z.object({ backup: companyState, present: companyState }),
    refusals: ['backup.unknown', 'backup.not_sound'],
  }),
  /** Puts a backup in place; the present state becomes a backup first, which is the way back. */
  restore: command({
    input: z.object({ name: backupName }),
    output: z.object({ before: backupCard }),
    refusals: [
      'backup.unknown',
      'backup.not_sound',
      'company.in_use',
      'disk.full',
      'disk.low',
      'disk.failed',
    ],
  }),
  /** How safe the open company is: place, room, damage, age of the newest backup. */
  health: query({
    input: z.object({}),
    output: z.object({
      place: z.object({
        kind: z.enum(['local', 'network', 'cloud', 'removable']),
        by: z.string(),
      }),
      freeBytes: z.number().int(),
      /** Under 1 GiB. */
      isLow: z.boolean(),
      /** Nothing is written any more. */
      isDamaged: z.boolean(),
      /** The file is not as Saldo closed it. */
      changedOutside: z.boolean(),
      /** Commands done again at this opening because the file had lost them. */
      replayed: z.number().int(),
      /** Where an outbox journal lies that did not fit the file. */
      journalSetAside: z.string().nullable(),
      lastBackupAt: moment.nullable(),
    }),
    refusals: ['company.none_open'],
  }),
  /** Lets a company file lie where it is not safe: on this machine, by whoever answers for it. */
  acceptPlace: command({ input: FILE, output: z.object({}) }),
  /** The file stays as something else has changed it. */
  acceptChange: command({ input: z.object({}), output: z.object({}) }),
  /** From what a damaged company would be recovered; changes nothing. */
  lookForRecovery: query({
    input: FILE,
    output: found,
    refusals: ['recovery.no_backup', 'disk.full', 'disk.failed'],
  }),
  /** Recovers a damaged company and opens it for this window; the damaged file is set aside. */
  recover: command({
    input: FILE.extend({
      /** Do the operations again of which nobody knows whether they were acknowledged. */
      takesUnsure: z.boolean().default(false),
    }),
    output: found.extend({
      setAside: z.string().nullable(),
      /** Operations that could be read from the damaged file, and those of them that are lacking now. */
      salvaged: z.number().int(),
      missing: z.number().int(),
      salvageFile: z.string().nullable(),
    }),
    refusals: ['recovery.no_backup', 'company.in_use', 'disk.full', 'disk.failed'],
  }),
}
