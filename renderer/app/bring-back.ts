/** Recognises a workbook that was exported here to be edited, wherever a file comes in. */
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { PickedFile } from '../../shared/host.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { api } from './api.ts'

/**
 * Opens the difference of such a file and answers true; false for a file that is one to import, or
 * that cannot be read at all: the import says why. A workbook of ours that cannot be brought back
 * (another company's, damaged) is refused with a sentence of its own.
 */
export function useBringBack(): (file: PickedFile) => Promise<boolean> {
  const navigate = useNavigate()
  return useCallback(
    async ({ fileId }) => {
      const opened = await api.roundtrip.open({ source: { fileId } }).catch((error: unknown) => {
        if (error instanceof Refusal && !error.code.startsWith('roundtrip.')) return null
        throw error
      })
      if (opened === null) return false
      await navigate({ to: '/roundtrip', search: { draft: opened.draftId } })
      return true
    },
    [navigate],
  )
}
