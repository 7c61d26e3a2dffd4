/**
 * Field schemas shared by the procedures: what may cross an edge, in one place.
 *
 * Amounts are safe integers in minor units of the currency beside them, debit positive. Days are
 * `YYYY-MM-DD`, moments ISO 8601 UTC. Text is NFC, without control characters, bidirectional
 * overrides or lone surrogates; lengths are those of sync.md 21.
 */
import { z } from 'zod'
import { isCurrency, type Currency } from '../domain/currency.ts'
import { isIsoDate, isIsoMonth, type IsoDate, type IsoMonth } from '../domain/days.ts'
import { DERIVED_KINDS, ENTERED_KINDS } from '../domain/kinds.ts'
import { isRate, type Rate } from '../domain/money.ts'

export const isoDate = z.string().refine((text): text is IsoDate => isIsoDate(text), 'day')
export const isoMonth = z.string().refine((text): text is IsoMonth => isIsoMonth(text), 'month')
export const moment = z.iso.datetime({ offset: false })
export const currency = z.string().refine((text): text is Currency => isCurrency(text), 'currency')
export const rate = z.string().refine((text): text is Rate => isRate(text), 'rate')
export const minor = z.number().int().safe()
export const positiveMinor = minor.positive()
export const id = z.uuid()

/** C0 controls, DEL, lone surrogates. */
const CONTROL =
  /[\u0000-\u001f\u007f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/
/** Marks that change reading order: refused in codes, numbers and amounts. */
const BIDI = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/

const clean = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => text.normalize('NFC'))
    .refine((text) => !CONTROL.test(text), 'control characters')

/** Codes and document numbers: compared by exact bytes, trimmed, no reading-order marks. */
export const code = clean(64)
  .transform((text) => text.trim())
  .refine((text) => text.length > 0, 'required')
  .refine((text) => !BIDI.test(text), 'bidi')
export const name = clean(200)
  .transform((text) => text.trim())
  .refine((text) => text.length > 0, 'required')
export const line = clean(500)

export const language = z.enum(['tr', 'en', 'de'])
export const enteredKind = z.enum(ENTERED_KINDS)
export const documentKind = z.enum([...ENTERED_KINDS, ...DERIVED_KINDS])
export const allocationPolicy = z.enum(['explicit', 'statutory', 'oldest'])
/** Right-inclusive, rising bucket edges in days: 30, 60, 90 gives 1-30, 31-60, 61-90, 91+. */
export const bucketEdges = z
  .array(z.number().int().min(1).max(3650))
  .min(1)
  .max(8)
  .refine((edges) => edges.every((edge, i) => i === 0 || edge > (edges[i - 1] ?? 0)), 'rising')
