/** Takes a file over into the backend's inbox and opens the wizard on it, or brings an edited grid back. */
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import type { ImportKind } from '../../../shared/domain/tabular/fields.ts'
import type { PickedFile } from '../../../shared/host.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { useBringBack } from '../../app/bring-back.ts'
import { host } from '../../host/index.ts'
import { useImports } from './store.ts'

/** What a door takes; a larger file is refused before it is sent. */
const SIZE_MAX_MIB = 60
export const ACCEPT = '.xlsx,.xlsm,.csv,.tsv,.txt'

export interface Begin {
  readonly isBusy: boolean
  readonly error: unknown
  readonly pick: (kind: ImportKind | null) => void
  readonly take: (file: File) => void
}

export function useBegin(): Begin {
  const navigate = useNavigate()
  const bringBack = useBringBack()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const begin = useCallback(
    (picked: Promise<PickedFile | null>, kind: ImportKind | null) => {
      setBusy(true)
      setError(null)
      picked
        .then(async (file) => {
          if (file === null || (await bringBack(file))) return
          useImports.getState().begin(file, kind)
          await navigate({ to: '/imports', search: { step: 'file' } })
        })
        .catch(setError)
        .finally(() => setBusy(false))
    },
    [navigate, bringBack],
  )
  const pick = useCallback(
    (kind: ImportKind | null) => begin(host().pickFile(ACCEPT), kind),
    [begin],
  )
  const take = useCallback(
    (file: File) =>
      begin(
        file.size > SIZE_MAX_MIB * 2 ** 20
          ? Promise.reject(new Refusal('file.too_large', { limitMiB: SIZE_MAX_MIB }))
          : file.arrayBuffer().then((bytes) => host().takeFile(file.name, bytes)),
        null,
      ),
    [begin],
  )
  return { isBusy, error, pick, take }
}
