import { z } from 'zod'
import { command, query } from '../rpc/procedure.ts'
import { code, currency, id, isoDate, language, line, minor, name } from './fields.ts'

/** Field groups move whole (sync.md 11): address; limit; tax identity; each single text field. */
const customerFields = {
  code,
  name,
  parentCode: code.nullable(),
  taxId: line.nullable(),
  taxOffice: line.nullable(),
  country: line.nullable(),
  city: line.nullable(),
  address: line.nullable(),
  contact: line.nullable(),
  email: line.nullable(),
  phone: line.nullable(),
  iban: line.nullable(),
  /** Account currency; null: the company's. */
  currency: currency.nullable(),
  /** As written: `30`, `NET30`, `EOM`, `EOM+15`, `2/10 NET30`; null: due at once. */
  terms: line.nullable(),
  /** In the account currency. */
  creditLimitMinor: minor.nonnegative().nullable(),
  segment: line.nullable(),
  priceList: line.nullable(),
  discount: line.nullable(),
  language: language.nullable(),
  tags: z.array(line),
  custom: z.record(z.string(), line),
}

export const customerCard = z.object({ customerId: id, archived: z.boolean(), ...customerFields })
export type CustomerCard = z.output<typeof customerCard>

/** Everything but the code and name may be left out on creation. */
export const newCustomer = z.object({
  code,
  name,
  ...z.object(customerFields).omit({ code: true, name: true }).partial().shape,
})
export const customerPatch = z.object(customerFields).omit({ code: true }).partial()

/** One row of the customers grid: a customer and currency, with figures as of the asked day. */
export const customerRow = z.object({
  customerId: id,
  code: z.string(),
  name: z.string(),
  parentCode: z.string().nullable(),
  currency,
  city: z.string().nullable(),
  segment: z.string().nullable(),
  terms: z.string().nullable(),
  taxId: z.string().nullable(),
  priceList: z.string().nullable(),
  tags: z.array(z.string()),
  custom: z.record(z.string(), z.string()),
  /** Parallel to the list's `buckets`. */
  bucketMinors: z.array(minor),
  balanceMinor: minor,
  /** Balance in company currency at the rates booked with the documents. */
  balanceBaseMinor: minor,
  /** Overdue in company currency, at the same rates. */
  overdueBaseMinor: minor,
  overdueMinor: minor,
  notDueMinor: minor,
  unappliedMinor: minor,
  creditNotesMinor: minor,
  creditLimitMinor: minor.nullable(),
  /** Of the limit: the account's own, which may differ from the row's. */
  limitCurrency: currency,
  oldestDue: isoDate.nullable(),
  lastReceiptOn: isoDate.nullable(),
  archived: z.boolean(),
})

/** Debit, credit and net of one currency up to a day, with the company-currency twin (M47). */
export const currencyFigures = z.object({
  currency,
  debitMinor: minor,
  creditMinor: minor,
  balanceMinor: minor,
  balanceBaseMinor: minor,
  /** The supplier side of the same account (320), shown apart; part of the balance (M46). */
  payableMinor: minor,
  receivableMinor: minor,
  overdueMinor: minor,
  notDueMinor: minor,
  unappliedMinor: minor,
  creditNotesMinor: minor,
  disputedMinor: minor,
  /** What may be asked for: overdue and undisputed, less unapplied cash (domain.md 4.6, 4.10). */
  chaseMinor: minor.nonnegative(),
  /** How long the oldest unapplied credit has waited; null when none is open. */
  daysUnapplied: z.number().int().nullable(),
  /** By the company's bucket set, `not_due` first. */
  buckets: z.array(z.object({ key: z.string(), minor })),
  openItems: z.number().int(),
})

export const customers = {
  /** The grid: all customers with figures as of a day; with `rollUp` children fold into their root. */
  list: query({
    input: z.object({
      asOf: isoDate.optional(),
      rollUp: z.boolean().default(false),
      includeArchived: z.boolean().default(false),
      segment: z.string().optional(),
      search: z.string().max(200).optional(),
    }),
    output: z.object({
      asOf: isoDate,
      /** By the company's bucket set, `not_due` first. */
      buckets: z.array(z.string()),
      rows: z.array(customerRow),
    }),
  }),
  /** What accounts are grouped by, of all customers: for lists that have only their codes. */
  traits: query({
    input: z.object({}),
    output: z.array(
      z.object({
        code: z.string(),
        parentCode: z.string().nullable(),
        city: z.string().nullable(),
        segment: z.string().nullable(),
        priceList: z.string().nullable(),
        tags: z.array(z.string()),
        custom: z.record(z.string(), z.string()),
      }),
    ),
  }),
  /** Names, codes, tax ids and IBANs while typing, Turkish spelling folded; best first. */
  search: query({
    input: z.object({
      text: z.string().max(200),
      limit: z.number().int().min(1).max(200).default(20),
    }),
    output: z.array(
      z.object({
        customerId: id,
        code: z.string(),
        name: z.string(),
        city: z.string().nullable(),
        currency,
      }),
    ),
  }),
  /** One customer's card, place in the hierarchy and figures. */
  get: query({
    input: z.object({ code, asOf: isoDate.optional(), group: z.boolean().default(false) }),
    output: z.object({
      asOf: isoDate,
      card: customerCard,
      /** From the root down to the parent. */
      ancestors: z.array(z.object({ code: z.string(), name: z.string() })),
      children: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          figures: z.array(z.object({ currency, balanceMinor: minor })),
        }),
      ),
      figures: z.array(currencyFigures),
      lastReceiptOn: isoDate.nullable(),
      lastReceiptMinor: minor.nullable(),
      lastReceiptCurrency: currency.nullable(),
    }),
    refusals: ['customer.unknown'],
  }),
  /** Customers that could be the same as the one being typed: tax id, or folded name. */
  duplicates: query({
    input: z.object({
      name: z.string().max(200).optional(),
      taxId: z.string().max(500).optional(),
      exceptCode: z.string().optional(),
    }),
    output: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        taxId: z.string().nullable(),
        reason: z.enum(['tax_id', 'name']),
      }),
    ),
  }),
  /** Opens an account. The same tax id is refused unless `acceptDuplicate`. */
  create: command({
    input: z.object({
      customerId: id,
      customer: newCustomer,
      acceptDuplicate: z.boolean().default(false),
    }),
    output: customerCard,
    refusals: [
      'customer.exists',
      'customer.duplicate',
      'customer.parent_unknown',
      'customer.parent_circle',
      'tax_id.invalid',
      'terms.invalid',
      'iban.invalid',
      'input.invalid',
    ],
  }),
  /** Changes fields of the card; each change is kept with its old value. */
  patch: command({
    input: z.object({ code, patch: customerPatch }),
    output: customerCard,
    refusals: [
      'customer.unknown',
      'customer.parent_unknown',
      'customer.parent_circle',
      'tax_id.invalid',
      'terms.invalid',
      'iban.invalid',
      'input.invalid',
    ],
  }),
  /**
   * Changes many cards in one step, as a paste does, and opens those that are new: all of it, or none
   * and the reasons. `was` holds the values the person saw; a card that differs from them since is
   * refused. `archive` takes accounts just opened out of sight again, and back.
   */
  patchMany: command({
    input: z.object({
      changes: z
        .array(z.object({ code, patch: customerPatch, was: customerPatch.optional() }))
        .max(20_000),
      opens: z
        .array(z.object({ customerId: id, customer: newCustomer }))
        .max(20_000)
        .default([]),
      archive: z
        .array(z.object({ code, archived: z.boolean() }))
        .max(20_000)
        .default([]),
    }),
    output: z.object({
      changed: z.number().int(),
      opened: z.number().int(),
      refused: z.array(
        z.object({
          code: z.string(),
          /** Field of the patch; null for the card. */
          field: z.string().nullable(),
          /** Code of a refusal, with its params. */
          reason: z.string(),
          params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
        }),
      ),
    }),
  }),
  /** Takes an account out of sight; refused while it has a balance or open items. */
  archive: command({
    input: z.object({ code, archived: z.boolean() }),
    output: customerCard,
    refusals: ['customer.unknown', 'customer.has_balance'],
  }),
  /** Who changed what on the card, newest first. */
  history: query({
    input: z.object({ code }),
    output: z.array(
      z.object({
        at: z.string(),
        actor: z.string(),
        field: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
      }),
    ),
    refusals: ['customer.unknown'],
  }),
}
