/** The lines to do with the match of each as it stands, and the one under the cursor. */
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { CompanySettings } from '../../../shared/settings.ts'
import { useSettledLines } from '../../app/bank-settled.ts'
import type { TodoRow } from './columns.tsx'
import { type Draft, EMPTY, type ProposedLine, type Standing, standingOf } from './draft.ts'
import { matchOf, useReconcile } from './store.ts'

export interface TodoState {
  /** Undefined while nothing has come yet. */
  readonly rows: readonly TodoRow[] | undefined
  readonly row: TodoRow | null
  readonly draft: Draft
  readonly choice: number
  readonly standing: Standing | null
  /** Sure enough to be accepted together. */
  readonly sure: readonly TodoRow[]
  /** No customer's money: costs, salaries, transfers of our own. */
  readonly foreign: readonly TodoRow[]
  readonly focus: (row: TodoRow | null) => void
  /** Of any line, at this very moment. */
  readonly matchNow: (row: TodoRow) => { readonly draft: Draft; readonly standing: Standing }
}

export function useTodo(
  lines: readonly ProposedLine[] | undefined,
  settings: CompanySettings,
): TodoState {
  const settled = useSettledLines((state) => state.ids)
  const works = useReconcile((state) => state.works)
  const choices = useReconcile(
    useShallow(({ works: all }) =>
      Object.fromEntries(Object.entries(all).map(([id, { choice }]) => [id, choice])),
    ),
  )
  const [focused, setFocused] = useState<string | null>(null)
  useEffect(() => {
    if (lines) useSettledLines.getState().seen(new Set(lines.map(({ entry }) => entry.id)))
  }, [lines])
  const rows = useMemo(
    () =>
      lines
        ?.filter(({ entry }) => !settled.has(entry.id))
        .map((line): TodoRow => {
          const at = Math.min(choices[line.entry.id] ?? 0, Math.max(0, line.proposals.length - 1))
          return { ...line, confidence: line.proposals[at]?.confidence ?? null }
        }),
    [lines, settled, choices],
  )
  const tolerance = useMemo(
    () => ({
      roundingMinor: settings.writeOffToleranceMinor,
      roundingBasisPoints: settings.writeOffToleranceBasisPoints,
    }),
    [settings],
  )
  const row = rows?.find(({ entry }) => entry.id === focused) ?? rows?.[0] ?? null
  const { draft, choice } = row === null ? { draft: EMPTY, choice: 0 } : matchOf(works, row)
  const standing = row === null ? null : standingOf(row.entry.amountMinor, draft, tolerance)
  const sure = useMemo(
    () =>
      rows?.filter(
        ({ entry, decision, proposals: [best] }) =>
          decision === 'post' &&
          best !== undefined &&
          best.confidence * 10_000 >= settings.autoPostBasisPoints &&
          works[entry.id]?.draft == null &&
          (works[entry.id]?.choice ?? 0) === 0,
      ) ?? [],
    [rows, works, settings.autoPostBasisPoints],
  )
  const foreign = useMemo(
    () =>
      rows?.filter(
        ({ entry, reason }) => reason === 'match.not_customer' && works[entry.id]?.draft == null,
      ) ?? [],
    [rows, works],
  )
  const focus = useCallback((one: TodoRow | null) => {
    if (one !== null) setFocused(one.entry.id)
  }, [])
  const matchNow = useCallback(
    (one: TodoRow) => {
      const match = matchOf(useReconcile.getState().works, one)
      return {
        draft: match.draft,
        standing: standingOf(one.entry.amountMinor, match.draft, tolerance),
      }
    },
    [tolerance],
  )
  return { rows, row, draft, choice, standing, sure, foreign, focus, matchNow }
}
