/** The draft of the import on screen: checked when the choices differ from those it was checked with. */
import { useCallback, useEffect, useState } from 'react'
import { api, onProgress } from '../../app/api.ts'
import { mapOfRules } from './rules.ts'
import { readingOptions, useImports, type DraftState, type Work } from './store.ts'
import type { FileSeen } from './use-file.ts'

export interface Progress {
  readonly phase: string
  readonly done: number
  readonly total: number
}

/** How far the backend is with an import, while it is busy with one. */
export function useImportProgress(isBusy: boolean): Progress | null {
  const [progress, setProgress] = useState<Progress | null>(null)
  useEffect(() => {
    if (!isBusy) return
    const stop = onProgress(({ job, phase, done, total }) => {
      if (job === 'import') setProgress({ phase, done, total })
    })
    return () => {
      stop()
      setProgress(null)
    }
  }, [isBusy])
  return progress
}

export interface Check {
  readonly draft: DraftState | null
  readonly isBusy: boolean
  readonly error: unknown
  readonly again: () => void
}

export function useCheck(work: Work, { base, rules }: FileSeen): Check {
  const change = useImports((state) => state.change)
  const [failure, setFailure] = useState<{ key: string; error: unknown } | null>(null)
  const { file, reading, kind, draft, createCustomers } = work
  const { fileId } = file
  const isLayout = base !== undefined && base.layout !== null
  const isKnown = base !== undefined && kind !== null && (rules !== null || isLayout)
  const key = isKnown
    ? JSON.stringify([fileId, reading, kind, rules === null ? null : mapOfRules(rules)])
    : null
  const isStale = key !== work.draftKey && failure?.key !== key
  const draftId = draft?.draftId

  useEffect(() => {
    if (!isStale || key === null || kind === null) return
    let isCurrent = true
    api.imports
      .check({
        source: { fileId },
        options: {
          ...readingOptions(reading),
          kind,
          // The accounts of a statement layout stand in the file itself.
          createCustomers: createCustomers || (isLayout && draftId === undefined),
          ...(rules === null ? {} : { map: mapOfRules(rules) }),
        },
        ...(draftId === undefined ? {} : { replaces: draftId }),
      })
      .then(
        (checked) => {
          if (isCurrent)
            change({
              draft: checked,
              draftKey: key,
              createCustomers: checked.options.createCustomers,
            })
        },
        (error: unknown) => {
          if (isCurrent) setFailure({ key, error })
        },
      )
    return () => {
      isCurrent = false
    }
  }, [isStale, key, kind, fileId, reading, rules, isLayout, draftId, createCustomers, change])
  const again = useCallback(() => setFailure(null), [])
  return {
    draft: isStale ? null : draft,
    isBusy: isStale,
    error: failure !== null && failure.key === key ? failure.error : null,
    again,
  }
}
