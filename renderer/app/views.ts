/**
 * The views of a list: those built into the screen and those saved in the company, which one is
 * chosen, and what of it is changed and not saved.
 *
 * Changes live here, per company, list and view, for as long as the window does; so leaving a screen
 * and coming back finds the list as it was. Saving writes them to the company.
 */
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { create } from 'zustand'
import type { SavedView, VIEW_SCREENS, ViewState } from '../../shared/contract/views.ts'
import { PLAIN_VIEW, sameView, useViewPassing, type GridView } from '../ui/grid-view.ts'
import { api } from './api.ts'
import { useLive } from './live.ts'
import { ROW_HEIGHTS, usePreferences } from './store.ts'

export interface BuiltInView {
  readonly id: string
  readonly label: string
  /** What differs from the plain view; keep its identity. */
  readonly state?: Partial<ViewState>
}

export interface ListViewsOptions {
  readonly screen: (typeof VIEW_SCREENS)[number]
  /** The first is where a list opens. */
  readonly builtIn: readonly BuiltInView[]
  /** Where the list stands when several places share its views: what is not saved is of the place. */
  readonly place?: string
  /** False where the person's default view would hide what was asked for. */
  readonly opensDefault?: boolean
  /** Of the address: a built-in view's id or a saved view's; undefined when it names none. */
  readonly chosen: string | undefined
  /** What the screen keeps with a view beside the grid, as it stands now; defaults are left out. */
  readonly settings: Readonly<Record<string, string>>
  /** Goes to a view, with its settings. */
  readonly onChoose: (id: string, settings: Readonly<Record<string, string>>) => void
}

export interface ListViews extends GridView {
  readonly screen: ListViewsOptions['screen']
  readonly builtIn: readonly BuiltInView[]
  readonly saved: readonly SavedView[]
  readonly chosen: string
  /** Null while a built-in view is chosen. */
  readonly chosenSaved: SavedView | null
  /** The built-in view that the chosen one shows the rows of. */
  readonly base: string
  readonly isChanged: boolean
  readonly isDefault: boolean
  /** As it is saved: with the screen's settings. */
  readonly whole: ViewState
  readonly rowHeight: number
  readonly choose: (id: string) => void
  readonly reset: () => void
  readonly save: () => Promise<void>
  readonly saveAs: (name: string) => Promise<void>
  readonly rename: (name: string) => Promise<void>
  /** Answers how to bring it back. */
  readonly remove: () => Promise<() => Promise<void>>
  readonly setDefault: (isDefault: boolean) => void
}

interface Drafts {
  readonly byKey: ReadonlyMap<string, ViewState>
  readonly put: (key: string, state: ViewState | null) => void
}

const useDrafts = create<Drafts>()((set) => ({
  byKey: new Map(),
  put: (key, state) =>
    set(({ byKey }) => {
      const next = new Map(byKey)
      if (state === null) next.delete(key)
      else next.set(key, state)
      return { byKey: next }
    }),
}))

/** Settings key that names the built-in view whose rows a saved view shows. */
const BASE = 'base'

export function useListViews(options: ListViewsOptions): ListViews {
  const { screen, builtIn, settings, onChoose, place = '' } = options
  const companyId = useLive(api.companies.info, {}).data?.companyId ?? ''
  const list = useLive(api.views.list, { screen })
  const saved = useMemo(() => list.data ?? [], [list.data])
  const defaultKey = `${companyId} ${screen}`
  const defaultId = usePreferences((preferences) => preferences.defaultViews[defaultKey])
  const density = usePreferences((preferences) => preferences.density)
  const passing = useViewPassing()
  const { setClosed, ask } = passing

  const first = builtIn[0]?.id ?? ''
  const isKnown = (id: string | undefined) =>
    builtIn.some((one) => one.id === id) || saved.some((one) => one.viewId === id)
  const chosen = isKnown(options.chosen) ? (options.chosen ?? first) : first
  const chosenSaved = saved.find((one) => one.viewId === chosen) ?? null
  const base = chosenSaved ? (chosenSaved.state.settings[BASE] ?? first) : chosen
  const builtInState = builtIn.find((one) => one.id === base)?.state
  const opened = useMemo<ViewState>(
    () => chosenSaved?.state ?? { ...PLAIN_VIEW, ...builtInState },
    [chosenSaved, builtInState],
  )
  const key = `${companyId} ${screen} ${place} ${chosen}`
  const draft = useDrafts(({ byKey }) => byKey.get(key))
  const put = useDrafts((drafts) => drafts.put)
  const state = draft ?? opened
  const whole = useMemo<ViewState>(
    () => ({ ...state, settings: base === first ? settings : { ...settings, [BASE]: base } }),
    [state, settings, base, first],
  )
  const isChanged = !sameView(whole, {
    ...opened,
    settings: chosenSaved ? opened.settings : base === first ? {} : { [BASE]: base },
  })

  // Several changes of one event build on each other, not on what was drawn last.
  const now = useRef({ key, state })
  useEffect(() => {
    now.current = { key, state }
  })
  const change = useCallback(
    (changes: Partial<ViewState>) => {
      const next = { ...now.current.state, ...changes }
      now.current = { ...now.current, state: next }
      put(now.current.key, next)
    },
    [put],
  )
  const go = useCallback(
    (id: string, one: ViewState | undefined) => {
      setClosed(NONE)
      ask(null)
      const { [BASE]: _base, ...others } = one?.settings ?? {}
      onChoose(id, others)
    },
    [onChoose, setClosed, ask],
  )
  const choose = useCallback(
    (id: string) => go(id, saved.find((one) => one.viewId === id)?.state),
    [go, saved],
  )
  // The person's own default opens the list when the address names no view.
  const isFresh = options.chosen === undefined && options.opensDefault !== false
  useEffect(() => {
    if (isFresh && defaultId !== undefined && saved.some((one) => one.viewId === defaultId))
      choose(defaultId)
  }, [isFresh, defaultId, saved, choose])

  const setDefault = useCallback(
    (isDefault: boolean) => {
      const { defaultViews, change: prefer } = usePreferences.getState()
      const { [defaultKey]: _before, ...others } = defaultViews
      prefer({ defaultViews: isDefault ? { ...others, [defaultKey]: chosen } : others })
    },
    [defaultKey, chosen],
  )
  const acts = useMemo(() => {
    const store = async (view: SavedView) => {
      await api.views.save(view)
      await list.refetch()
    }
    return {
      reset() {
        put(key, null)
        go(chosen, opened)
      },
      async save() {
        if (!chosenSaved) return
        await store({ ...chosenSaved, state: whole })
        put(key, null)
      },
      async saveAs(name: string) {
        const viewId = crypto.randomUUID()
        await store({ viewId, screen, name, state: whole })
        put(key, null)
        go(viewId, whole)
      },
      async rename(name: string) {
        if (chosenSaved) await store({ ...chosenSaved, name })
      },
      async remove() {
        if (!chosenSaved) return () => Promise.resolve()
        await api.views.remove({ viewId: chosenSaved.viewId })
        await list.refetch()
        go(first, undefined)
        return async () => {
          await store(chosenSaved)
          go(chosenSaved.viewId, chosenSaved.state)
        }
      },
    }
  }, [list, put, key, go, chosen, opened, chosenSaved, whole, screen, first])

  return useMemo(
    () => ({
      ...passing,
      ...acts,
      state,
      change,
      first: opened,
      screen,
      builtIn,
      saved,
      chosen,
      chosenSaved,
      base,
      isChanged,
      isDefault: defaultId === chosen,
      whole,
      rowHeight: ROW_HEIGHTS[state.density ?? density],
      choose,
      setDefault,
    }),
    [
      passing,
      acts,
      state,
      change,
      opened,
      screen,
      builtIn,
      saved,
      chosen,
      chosenSaved,
      base,
      isChanged,
      defaultId,
      whole,
      density,
      choose,
      setDefault,
    ],
  )
}

const NONE: ReadonlySet<string> = new Set()
