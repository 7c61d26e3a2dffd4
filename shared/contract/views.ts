/**
 * Saved views of lists: which columns, in what order, sorted, filtered and grouped how. They are kept
 * in the company file, so that everyone who works in the company has them; which one opens first is a
 * preference of the device.
 */
import { z } from 'zod'
import { command, query } from '../rpc/procedure.ts'
import { id, isoDate } from './fields.ts'

/** Lists that have saved views; open items share theirs wherever they are listed. */
export const VIEW_SCREENS = [
  'customers',
  'aging',
  'openItems',
  'ledger',
  'statement',
  'documents',
  'payments',
  'risk',
  'letters',
  'facts',
] as const

const columnId = z.string().min(1).max(80)
/** A decimal number with a point, such as `-1250.5`: exact whatever the currency's digits. */
const decimal = z.string().regex(/^-?\d{1,16}(\.\d{1,6})?$/)

/**
 * What a column lets through. A set names texts as the column shows them, `null` for a blank; an
 * amount is compared in each row's own currency; days are inclusive at both ends.
 */
export const columnFilter = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('set'),
    mode: z.enum(['only', 'except']),
    values: z.array(z.string().max(400).nullable()).max(2000),
  }),
  z.object({
    kind: z.literal('amount'),
    from: decimal.nullable(),
    to: decimal.nullable(),
    /** The ends themselves are left out: above, below. */
    strict: z.boolean(),
  }),
  z.object({ kind: z.literal('day'), from: isoDate.nullable(), to: isoDate.nullable() }),
  z.object({ kind: z.literal('text'), contains: z.string().min(1).max(200) }),
])
export type ColumnFilter = z.output<typeof columnFilter>
export const columnFilters = z.record(columnId, columnFilter)
export type ColumnFilters = Readonly<Record<string, ColumnFilter>>

export const viewColumn = z.object({
  id: columnId,
  /** Px before the text scale; null: as wide as its contents. */
  width: z.number().int().min(20).max(2000).nullable(),
  frozen: z.boolean(),
  hidden: z.boolean(),
})
export type ViewColumn = z.output<typeof viewColumn>

export const viewState = z.object({
  /** In order; empty: as the screen has them. Columns not named stand at the end. */
  columns: z.array(viewColumn).max(200),
  sort: z.array(z.object({ id: columnId, descending: z.boolean() })).max(5),
  filters: columnFilters,
  /** Columns grouped by, outermost first. */
  group: z.array(columnId).max(3),
  density: z.enum(['compact', 'normal', 'relaxed']).nullable(),
  /** What else the screen keeps with a view: as-of day, quick filter, rows of a built-in view. */
  settings: z.record(z.string().max(40), z.string().max(400)),
})
export type ViewState = z.output<typeof viewState>

const screen = z.enum(VIEW_SCREENS)
const viewName = z.string().trim().min(1).max(60)
export const savedView = z.object({ viewId: id, screen, name: viewName, state: viewState })
export type SavedView = z.output<typeof savedView>

export const views = {
  /** The company's saved views of one list, in the order they were made. */
  list: query({ input: z.object({ screen }), output: z.array(savedView) }),
  /** Saves a view, new or known; the same view twice is once. */
  save: command({ input: savedView, output: savedView, refusals: ['view.name_taken'] }),
  /** Deletes a view; saving it again brings it back. */
  remove: command({ input: z.object({ viewId: id }), output: z.object({ removed: z.boolean() }) }),
}
