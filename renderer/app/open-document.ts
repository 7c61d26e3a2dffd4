/** The one way to a document: its account's whole statement in its currency, the focus on its line. */
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'

export interface DocumentPlace {
  readonly customer: string
  /** Null or left out: whatever the account is kept in. */
  readonly currency?: string | null
  readonly documentId?: string | null
}

export function useOpenDocument(): (place: DocumentPlace) => void {
  const navigate = useNavigate()
  return useCallback(
    ({ customer, currency, documentId }) =>
      void navigate({
        to: '/statement',
        search: {
          customer,
          preset: 'all',
          currency: currency ?? undefined,
          focus: documentId ?? undefined,
        },
      }),
    [navigate],
  )
}
