/**
 * Screens that refresh themselves: `useLive(api.customers.list, input)`.
 *
 * A thin hook over TanStack Query. Old rows stay on screen while new ones are fetched or when a
 * refetch fails. After the backend wrote something, what is on screen is fetched again, at most
 * every 100 ms; nobody declares an invalidation.
 */
import { keepPreviousData, QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { pathOf, type SaldoConnection } from './api.ts'

const REFETCH_EVERY_MS = 100

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: Infinity,
      gcTime: 5 * 60_000,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnMount: true,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

export interface LiveOptions {
  /** False keeps the hook quiet: nothing is asked. */
  readonly when?: boolean
}

export function useLive<I, O>(
  procedure: (input: I) => Promise<O>,
  input: I,
  { when = true }: LiveOptions = {},
): UseQueryResult<O> {
  return useQuery({
    queryKey: [pathOf(procedure), input],
    queryFn: () => procedure(input),
    placeholderData: keepPreviousData,
    enabled: when,
  })
}

/** Marks everything cached as old after a commit, and fetches again what is on screen. */
export function followChanges(connection: SaldoConnection): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  let lastMs = 0
  const stop = connection.onChanged(() => {
    if (timer !== null) return
    const waitMs = Math.max(0, REFETCH_EVERY_MS - (performance.now() - lastMs))
    timer = setTimeout(() => {
      timer = null
      lastMs = performance.now()
      void queries.invalidateQueries()
    }, waitMs)
  })
  // What the exchange says of itself is asked again without the rest.
  const stopSync = connection.onSync(() => {
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[0]).startsWith('device.'),
    })
  })
  return () => {
    stop()
    stopSync()
    if (timer !== null) clearTimeout(timer)
  }
}
