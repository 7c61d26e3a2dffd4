/** Their statement taken over: chosen, dropped on the window, or pasted as cells. */
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { PickedFile } from '../../../shared/host.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { useDrops } from '../../app/drops.ts'
import { host } from '../../host/index.ts'
import { useText } from '../../ui/language.tsx'
import { useCompare } from './store.ts'

const ACCEPT = '.xlsx,.xlsm,.csv,.tsv,.txt,.pdf'
/** What a door takes; a larger file is refused before it is sent. */
const SIZE_MAX_MIB = 60

export function useStatementFile(customer: string): {
  readonly isBusy: boolean
  readonly error: unknown
  readonly pick: () => void
} {
  const say = useText()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const begin = useCallback(
    (picked: Promise<PickedFile | null>) => {
      setBusy(true)
      setError(null)
      picked
        .then((file) => {
          if (file === null) return
          useCompare
            .getState()
            .begin(customer, { source: { fileId: file.fileId }, name: file.name })
        })
        .catch(setError)
        .finally(() => setBusy(false))
    },
    [customer],
  )
  const pick = useCallback(() => begin(host().pickFile(ACCEPT)), [begin])
  const drops = useMemo(
    () => ({
      says: 'compare.start' as const,
      take: (file: File) =>
        begin(
          file.size > SIZE_MAX_MIB * 2 ** 20
            ? Promise.reject(new Refusal('file.too_large', { limitMiB: SIZE_MAX_MIB }))
            : file.arrayBuffer().then((bytes) => host().takeFile(file.name, bytes)),
        ),
    }),
    [begin],
  )
  useDrops(drops)
  // A block copied in a spreadsheet is a statement as well.
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (event.target instanceof HTMLInputElement || !/[\t;\n]/.test(text.trim())) return
      event.preventDefault()
      useCompare.getState().begin(customer, { source: { text }, name: say('compare.pasted') })
    }
    window.addEventListener('paste', paste)
    return () => window.removeEventListener('paste', paste)
  }, [customer, say])
  return { isBusy, error, pick }
}
