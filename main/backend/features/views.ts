/** Saved views of lists: the company's, so that whoever opens its file finds them. */
import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { deleteView, putView, viewById, viewsOf, type ViewRow } from '../../../db/local/views.ts'
import {
  savedView,
  type SavedView,
  type views as contract,
} from '../../../shared/contract/views.ts'
import { fold } from '../../../shared/domain/fold.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import type { Context } from '../context.ts'
import { Journal } from '../ledger/journal.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>

/** A view written by a later version, and not understood here, is left out; it stays in the file. */
export function listViews(context: Context, { screen }: In<'list'>): Out<'list'> {
  return viewsOf(context.db, screen).flatMap((row) => understood(row) ?? [])
}

/** Two views of one list may not have the same name, upper and lower case and Turkish marks aside. */
export function saveView(context: Context, view: In<'save'>): Out<'save'> {
  const known = viewById(context.db, view.viewId)
  if (known && isDeepStrictEqual(understood(known), view)) return view
  const twin = viewsOf(context.db, view.screen).find(
    (one) => one.viewId !== view.viewId && fold(one.name) === fold(view.name),
  )
  if (twin) throw new Refusal('view.name_taken', { name: twin.name })
  putView(context.db, { ...view, state: JSON.stringify(view.state) }, context.nowMs)
  logged(context, 'view.saved', view)
  return view
}

export function removeView(context: Context, { viewId }: In<'remove'>): Out<'remove'> {
  const known = viewById(context.db, viewId)
  if (!known) return { removed: false }
  deleteView(context.db, viewId)
  logged(context, 'view.removed', known)
  return { removed: true }
}

/** Views go to the other devices as events, the last one of a view holds. */
function logged(
  context: Context,
  type: 'view.saved' | 'view.removed',
  view: SavedView | ViewRow,
): void {
  const journal = new Journal(context)
  const { viewId, screen, name, state } = view
  const text = typeof state === 'string' ? state : JSON.stringify(state)
  journal.event(
    type,
    viewId,
    { screen },
    { name, ...(type === 'view.saved' ? { state: text } : {}) },
  )
  journal.close(type, name, { view: viewId, screen })
}

function understood({ state, ...row }: ViewRow): SavedView | undefined {
  const read = savedView.safeParse({ ...row, state: JSON.parse(state) as unknown })
  return read.success ? read.data : undefined
}
