/**
 * Bank lines dealt with in this window that the list may still hold: it is worked out anew a moment
 * later, and a line once accepted is gone at once.
 */
import { create } from 'zustand'

interface Settled {
  readonly ids: ReadonlySet<string>
  readonly add: (ids: readonly string[]) => void
  /** They are to do again: refused, or taken back. */
  readonly release: (ids: readonly string[]) => void
  /** The list of now: what it no longer holds needs not be remembered. */
  readonly seen: (listed: ReadonlySet<string>) => void
}

export const useSettledLines = create<Settled>()((set) => ({
  ids: new Set(),
  add: (ids) => set((now) => ({ ids: new Set([...now.ids, ...ids]) })),
  release: (ids) =>
    set((now) => ({ ids: new Set([...now.ids].filter((id) => !ids.includes(id))) })),
  seen: (listed) =>
    set((now) => {
      const ids = new Set([...now.ids].filter((id) => listed.has(id)))
      return ids.size === now.ids.size ? now : { ids }
    }),
}))
