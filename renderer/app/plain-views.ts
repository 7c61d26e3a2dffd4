/** Views of a list that is built with one only, which shows all its rows. */
import { useMemo } from 'react'
import type { ViewState } from '../../shared/contract/views.ts'
import { useText } from '../ui/language.tsx'
import { useListViews, type ListViews, type ListViewsOptions } from './views.ts'

type Sort = ViewState['sort']

/** Keep the identity of `sort`. */
export function usePlainViews({
  sort = NO_SORT,
  ...options
}: Omit<ListViewsOptions, 'builtIn'> & { readonly sort?: Sort }): ListViews {
  const say = useText()
  const builtIn = useMemo(
    () => [{ id: 'all', label: say('view.all'), state: { sort } }],
    [say, sort],
  )
  return useListViews({ ...options, builtIn })
}

const NO_SORT: Sort = []
