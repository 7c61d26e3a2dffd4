/**
 * The grid that commands act on: the one that had the focus last, else the last that came on screen.
 * Grids say here what can be done with them; the app's command registry makes keys, palette and
 * shortcut sheet of it, so that this folder needs to know nothing of commands.
 */
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import { create } from 'zustand'

/** A key as a person would press it on a cell; `mod` is ⌘ on a Mac and Ctrl elsewhere. */
export interface CellKey {
  readonly key: string
  readonly mod?: boolean
  readonly shift?: boolean
}

/** Filters and groups of a grid whose rows can be filtered and grouped. */
export interface GridViewActs {
  readonly openFilter: () => void
  readonly toggleFilterRow: () => void
  readonly clearFilters: () => void
  readonly toggleGroup: (open: boolean) => void
  readonly openGroups: () => void
  readonly closeGroups: () => void
}

export interface GridActs {
  /** Puts the focus on a cell and does there what the key does. */
  readonly press: (key: CellKey) => void
  readonly copy: (withHeads: boolean) => void
  readonly view?: GridViewActs | undefined
}

/** What commands are offered for; the rest they find out when they run. */
export interface GridTraits {
  readonly isEditing: boolean
  readonly canPeek: boolean
  readonly hasView: boolean
  readonly hasFilters: boolean
  readonly hasGroups: boolean
}

export interface GridAtHand extends GridTraits {
  readonly acts: RefObject<GridActs>
}

interface Grids {
  /** The last is at hand. */
  readonly list: readonly { readonly id: symbol; readonly grid: GridAtHand }[]
}

const useGrids = create<Grids>()(() => ({ list: [] }))

export function useGridAtHand(): GridAtHand | null {
  return useGrids(({ list }) => list.at(-1)?.grid ?? null)
}

/** Offers a grid for as long as it is on screen. */
export function useOfferGrid(
  frameRef: RefObject<HTMLElement | null>,
  acts: GridActs,
  traits: GridTraits,
): void {
  const id = useRef(Symbol('grid'))
  const latest = useRef(acts)
  useLayoutEffect(() => {
    latest.current = acts
  })
  const { isEditing, canPeek, hasView, hasFilters, hasGroups } = traits
  useLayoutEffect(() => {
    const grid = { acts: latest, isEditing, canPeek, hasView, hasFilters, hasGroups }
    useGrids.setState(({ list }) => {
      const one = { id: id.current, grid }
      return list.some((known) => known.id === id.current)
        ? { list: list.map((known) => (known.id === id.current ? one : known)) }
        : { list: [...list, one] }
    })
  }, [isEditing, canPeek, hasView, hasFilters, hasGroups])
  useLayoutEffect(() => {
    const own = id.current
    return () =>
      useGrids.setState(({ list }) => ({ list: list.filter((known) => known.id !== own) }))
  }, [])
  useEffect(() => {
    const frame = frameRef.current
    const onFocus = () =>
      useGrids.setState(({ list }) => {
        if (list.at(-1)?.id === id.current) return { list }
        const one = list.find((known) => known.id === id.current)
        return one ? { list: [...list.filter((known) => known !== one), one] } : { list }
      })
    frame?.addEventListener('focusin', onFocus)
    return () => frame?.removeEventListener('focusin', onFocus)
  }, [frameRef])
}
