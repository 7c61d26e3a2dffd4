/** Matches under construction, kept while the window is open: a line left and come back to is as it was. */
import { create } from 'zustand'
import { type Draft, draftOf, type ProposedLine } from './draft.ts'

interface Work {
  /** Which of the proposals; the draft made by hand stands instead of it. */
  readonly choice: number
  readonly draft: Draft | null
}

interface ReconcileState {
  readonly works: Readonly<Record<string, Work>>
  readonly choose: (lineId: string, choice: number) => void
  readonly change: (lineId: string, draft: Draft) => void
  readonly forget: (lineIds: readonly string[]) => void
}

export const useReconcile = create<ReconcileState>()((set) => ({
  works: {},
  choose: (lineId, choice) =>
    set(({ works }) => ({ works: { ...works, [lineId]: { choice, draft: null } } })),
  change: (lineId, draft) =>
    set(({ works }) => ({
      works: { ...works, [lineId]: { choice: works[lineId]?.choice ?? 0, draft } },
    })),
  forget: (lineIds) =>
    set(({ works }) => {
      const gone = new Set(lineIds)
      return { works: Object.fromEntries(Object.entries(works).filter(([id]) => !gone.has(id))) }
    }),
}))

/** The match as it stands: made by hand, or the chosen proposal of now. */
export function matchOf(
  works: ReconcileState['works'],
  line: ProposedLine,
): { readonly draft: Draft; readonly choice: number } {
  const work = works[line.entry.id]
  const choice = Math.min(work?.choice ?? 0, Math.max(0, line.proposals.length - 1))
  return { draft: work?.draft ?? draftOf(line.proposals[choice]), choice }
}
