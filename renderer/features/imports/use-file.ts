/** What the backend sees in the file of an import, and which column feeds which field. */
import { useMemo } from 'react'
import type { ColumnMap } from '../../../shared/domain/tabular/map.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { guessedRules, mapOfRules, rulesOfMap } from './rules.ts'
import { readingOptions, type Inspected, type Work } from './store.ts'

export interface FileSeen {
  /** As Saldo reads the file by itself. */
  readonly base: Inspected | undefined
  /** With the columns as chosen: formats in question, fields still missing. */
  readonly chosen: Inspected | undefined
  /** Null for a statement layout, whose columns are known. */
  readonly rules: ColumnMap | null
  readonly error: unknown
  readonly refetch: () => void
}

export function useFile({ file, reading, kind, rules: changed }: Work): FileSeen {
  const source = { fileId: file.fileId }
  const options = { ...readingOptions(reading), ...(kind === null ? {} : { kind }) }
  const seen = useLive(api.imports.inspect, { source, options })
  const base = seen.data
  const rules = useMemo(() => {
    if (base === undefined || base.layout !== null) return null
    if (changed !== null) return changed
    return base.mapping === null ? guessedRules(base.columns) : rulesOfMap(base.mapping.map)
  }, [base, changed])
  const mapped = useLive(
    api.imports.inspect,
    { source, options: { ...options, map: rules === null ? undefined : mapOfRules(rules) } },
    { when: rules !== null && kind !== null },
  )
  return {
    base,
    chosen: base?.layout ? base : mapped.data,
    rules,
    error: seen.error ?? mapped.error,
    refetch: () => void seen.refetch(),
  }
}
