/** Their statements under comparison: one per customer, kept while the window is open. */
import { create } from 'zustand'
import type { ComparisonInput } from '../../../shared/contract/reconcile.ts'

export interface CompareWork {
  readonly source: { readonly fileId: string } | { readonly text: string }
  /** As the person calls it. */
  readonly name: string
  readonly options: ComparisonInput['options']
  readonly view?: ComparisonInput['view']
  readonly from?: ComparisonInput['from']
  readonly to?: ComparisonInput['to']
}

interface CompareState {
  readonly works: Readonly<Record<string, CompareWork>>
  readonly begin: (customer: string, work: Pick<CompareWork, 'source' | 'name'>) => void
  readonly change: (customer: string, changes: Partial<CompareWork>) => void
}

export const useCompare = create<CompareState>()((set) => ({
  works: {},
  begin: (customer, work) =>
    set(({ works }) => ({ works: { ...works, [customer]: { ...work, options: {} } } })),
  change: (customer, changes) =>
    set(({ works }) => {
      const work = works[customer]
      return work ? { works: { ...works, [customer]: { ...work, ...changes } } } : {}
    }),
}))

/** What the backend is asked; a query repeats it whenever the books change. */
export function inputOf(customerCode: string, work: CompareWork): ComparisonInput {
  const { source, options, view, from, to } = work
  return {
    source,
    customerCode: customerCode as ComparisonInput['customerCode'],
    options,
    ...(view === undefined ? {} : { view }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
}
