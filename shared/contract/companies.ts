import { z } from 'zod'
import { command, query } from '../rpc/procedure.ts'
import {
  allocationPolicy,
  bucketEdges,
  currency,
  id,
  isoDate,
  isoMonth,
  minor,
  moment,
  name,
  language,
  line,
} from './fields.ts'

export const companyCard = z.object({
  /** Absolute path of the company file. */
  file: z.string(),
  name: z.string(),
  currency,
  demo: z.boolean(),
  /** In this window. */
  isOpen: z.boolean(),
})

/** What statements say of the company beside its name; empty parts are left out. */
const letterhead = z.object({
  address: line,
  taxOffice: line,
  taxId: line,
  /** Telephone, e-mail, web. */
  contact: line,
  iban: line,
})

/** Balance letters: their two clocks, and what a company lets them say. */
const letterSettings = z.object({
  /** Business clock: days a customer is given to answer. */
  answerDays: z.number().int().min(1).max(365),
  /** Statutory clock: days after which silence may count; the country's law says. */
  statutoryDays: z.number().int().min(1).max(365),
  /** The paragraph about silence; for a lawyer to turn on. */
  withSilence: z.boolean(),
  /** Who signs: names and titles, separated by semicolons. */
  signers: line,
  /** BA/BS: is a sum that just reaches the threshold declared? */
  baBsThreshold: z.enum(['at_least', 'over']),
})

export const settingsShape = z.object({
  bucketEdges,
  allocationPolicy,
  /** domain.md 4.8: both must hold; amount in company currency minor units, share in basis points. */
  writeOffToleranceMinor: minor.nonnegative(),
  writeOffToleranceBasisPoints: z.number().int().min(0).max(10_000),
  /** Proposals of bank matching at or above this are posted; 9500 is 0.95. */
  autoPostBasisPoints: z.number().int().min(5_000).max(10_000),
  /** What a bank may keep of a transfer, whole units: of TRY, and of every other currency. */
  transferFeeTry: z.number().int().min(0).max(100_000),
  transferFeeOther: z.number().int().min(0).max(100_000),
  /**
   * What the comparison with the other side's statement takes for rounding (whole units of the
   * account's currency, and basis points of the amount: both must hold), for a bank's fee (whole
   * units), and how many days apart equal amounts without a common number may stand.
   */
  compareRounding: z.number().int().min(0).max(100_000),
  compareRoundingBasisPoints: z.number().int().min(0).max(10_000),
  compareFeeTry: z.number().int().min(0).max(100_000),
  compareFeeOther: z.number().int().min(0).max(100_000),
  compareDays: z.number().int().min(0).max(45),
  language,
  letterhead,
  /** A JPEG, base64, on statements and lists; empty for none. */
  logo: z
    .string()
    .max(40_000)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/),
  letters: letterSettings,
})

export const companyFacts = z.object({
  name: z.string(),
  currency,
  timezone: z.string(),
  /** Month, 1 to 12. */
  fiscalYearStart: z.number().int().min(1).max(12),
})

export const companyInfo = z.object({
  companyId: id,
  file: z.string(),
  name: z.string(),
  currency,
  timezone: z.string(),
  fiscalYearStart: z.number().int().min(1).max(12),
  demo: z.boolean(),
  /** Today in the company's time zone. */
  today: isoDate,
  /** Months up to these are closed; null when none is. */
  lockedThrough: isoMonth.nullable(),
  softThrough: isoMonth.nullable(),
  /** Last day of the demo's data, else today: what a screen opens at. */
  suggestedAsOf: isoDate,
  currencies: z.array(currency),
  settings: settingsShape,
  counts: z.object({
    customers: z.number().int(),
    documents: z.number().int(),
    openItems: z.number().int(),
    /** Operations written and not yet sent to a server. */
    pendingOperations: z.number().int(),
  }),
  deviceId: id,
  deviceCode: z.string(),
  databaseVersion: z.number().int(),
  appVersion: z.string(),
})

/** One law or integrity check; the first failures are named, at most 100. */
export const checkResult = z.object({
  name: z.string(),
  ok: z.boolean(),
  examined: z.number().int(),
  failures: z.array(
    z.object({
      /** What was compared, in figures a person can check. */
      customer: z.string().nullable(),
      customerName: z.string().nullable(),
      currency: z.string().nullable(),
      documentNo: z.string().nullable(),
      documentId: z.string().nullable(),
      asOf: isoDate.nullable(),
      expectedMinor: minor.nullable(),
      foundMinor: minor.nullable(),
      detail: z.string(),
    }),
  ),
})

export const companies = {
  /** Company files in the data folder. */
  list: query({ input: z.object({}), output: z.array(companyCard) }),
  /** Makes an empty company and opens it for this window. */
  create: command({
    input: z.object({
      name,
      currency,
      timezone: z.string().default('Europe/Istanbul'),
      fiscalYearStart: z.number().int().min(1).max(12).default(1),
      /** What of the settings differs from the defaults. */
      settings: settingsShape.partial().optional(),
      /** Absolute path; default: a file named after the company in the data folder. */
      file: z.string().optional(),
    }),
    output: companyCard,
    refusals: ['company.exists', 'company.unsafe_place', 'timezone.unknown', 'file.unwritable'],
  }),
  /** Makes the demo company anew and opens it for this window. */
  createDemo: command({
    input: z.object({
      seed: z.number().int().default(1),
      customers: z.number().int().min(4).max(100_000).default(1240),
      documents: z.number().int().min(12).max(1_000_000).default(25_000),
      until: isoDate.optional(),
      file: z.string().optional(),
    }),
    output: companyCard,
    refusals: ['company.exists', 'file.unwritable'],
  }),
  /** Makes the open demo company anew in its place; every window that has it open sees the new one. */
  resetDemo: command({
    input: z.object({}),
    output: companyCard,
    refusals: ['company.none_open', 'company.not_demo', 'company.in_use', 'file.unwritable'],
  }),
  /** Opens a company file for this window. */
  open: command({
    input: z.object({ file: z.string() }),
    output: companyCard,
    refusals: [
      'company.not_found',
      'company.not_a_company',
      'company.too_new',
      'company.in_use',
      'company.damaged',
      'company.unsafe_place',
      'company.upgrade_failed',
      'file.unwritable',
    ],
  }),
  /** What the shell shows of the open company. */
  info: query({ input: z.object({}), output: companyInfo, refusals: ['company.none_open'] }),
  /** Changes what the company says of itself; its currency stays for good. */
  change: command({
    input: z.object({
      name: name.optional(),
      timezone: z.string().max(64).optional(),
      fiscalYearStart: z.number().int().min(1).max(12).optional(),
    }),
    output: companyFacts,
    refusals: ['timezone.unknown'],
  }),
  /** Changes company settings; keys left out stay. */
  setSettings: command({
    input: settingsShape.partial(),
    output: settingsShape,
  }),
  /** The laws as lights: L1 to L6 at a day, fast enough to stand under every screen. */
  tieOut: query({
    input: z.object({ asOf: isoDate.optional() }),
    output: z.object({ asOf: isoDate, checks: z.array(checkResult) }),
  }),
  /** Every law and integrity check, and the digest of the business content. */
  verify: query({
    input: z.object({ deep: z.boolean().default(false) }),
    output: z.object({ ok: z.boolean(), checks: z.array(checkResult), digest: z.string() }),
  }),
  /** A verified copy of the company file; without `to` one among its backups, named by the moment. */
  backup: query({
    input: z.object({ to: z.string().optional() }),
    output: z.object({ file: z.string(), bytes: z.number().int(), sha256: z.string() }),
    refusals: ['file.exists', 'file.unwritable', 'backup.not_sound', 'disk.full', 'disk.low'],
  }),
  /** Puts a backup in place as a company file that does not exist yet, as a new installation. */
  restore: command({
    input: z.object({ from: z.string(), to: z.string() }),
    output: companyCard,
    refusals: [
      'company.exists',
      'company.not_found',
      'company.not_a_company',
      'company.too_new',
      'company.damaged',
      'company.unsafe_place',
    ],
  }),
  /** Everything in open formats (CSV and JSON lines) with a manifest of hashes. */
  export: query({
    input: z.object({ to: z.string() }),
    output: z.object({
      files: z.array(z.object({ name: z.string(), rows: z.number().int(), sha256: z.string() })),
    }),
    refusals: ['file.exists', 'file.unwritable'],
  }),
  /** Newest audit entries first. */
  audit: query({
    input: z.object({
      limit: z.number().int().min(1).max(500).default(50),
      before: z.number().int().optional(),
    }),
    output: z.array(
      z.object({
        seq: z.number().int(),
        at: moment,
        actor: z.string(),
        app: z.string(),
        action: z.string(),
        object: z.string(),
        detail: z.record(z.string(), z.unknown()),
        operations: z.number().int(),
      }),
    ),
  }),
}
