/** A bank's file chosen, dropped or handed over: taken whole, or it says what has to be decided first. */
import { useCallback, useMemo, useState } from 'react'
import type { z } from 'zod'
import type { bank as contract } from '../../../shared/contract/bank.ts'
import type { PickedFile } from '../../../shared/host.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { api } from '../../app/api.ts'
import { useDrops } from '../../app/drops.ts'
import { host } from '../../host/index.ts'
import { useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'

const ACCEPT = '.sta,.mt940,.940,.txt,.xml,.ofx,.qfx,.bai,.csv,.xlsx,.xlsm'
/** What a door takes; a larger file is refused before it is sent. */
const SIZE_MAX_MIB = 60

export type Imported = z.output<(typeof contract)['import']['output']>

/** What a file waits for. */
export type Waiting =
  | { readonly why: 'account'; readonly file: PickedFile }
  | {
      readonly why: 'control'
      readonly file: PickedFile
      readonly account?: string
      readonly found: Imported
    }
  | { readonly why: 'refused'; readonly file: PickedFile | null; readonly error: unknown }

interface Options {
  readonly account?: string
  readonly acceptControlDifference?: boolean
}

export interface BankImport {
  readonly isBusy: boolean
  readonly waiting: Waiting | null
  readonly pick: () => void
  readonly take: (file: File) => void
  readonly go: (file: PickedFile, options: Options) => void
  readonly drop: () => void
}

export function useBankImport(onTaken: (imported: Imported) => void): BankImport {
  const say = useText()
  const [isBusy, setBusy] = useState(false)
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const send = useCallback(
    async (file: PickedFile, options: Options) => {
      try {
        const found = await api.bank.import({
          source: { fileId: file.fileId },
          acceptControlDifference: options.acceptControlDifference ?? false,
          ...(options.account === undefined ? {} : { account: options.account }),
        })
        if (!found.taken) {
          const account = options.account === undefined ? {} : { account: options.account }
          setWaiting({ why: 'control', file, found, ...account })
          return
        }
        const count = (key: 'imported' | 'unchanged') =>
          found.statements.reduce((sum, one) => sum + one[key], 0)
        setWaiting(null)
        toast.done(
          say('reconcile.import.done', {
            file: file.name,
            imported: count('imported'),
            unchanged: count('unchanged'),
          }),
        )
        onTaken(found)
      } catch (error) {
        const isUnnamed = error instanceof Refusal && NAMELESS.has(error.code)
        setWaiting(isUnnamed ? { why: 'account', file } : { why: 'refused', file, error })
      }
    },
    [onTaken, say],
  )
  const begin = useCallback(
    (picked: Promise<PickedFile | null>, options: Options = {}) => {
      setBusy(true)
      picked
        .then(
          (file) => (file === null ? undefined : send(file, options)),
          (error: unknown) => setWaiting({ why: 'refused', file: null, error }),
        )
        .finally(() => setBusy(false))
    },
    [send],
  )
  const pick = useCallback(() => begin(host().pickFile(ACCEPT)), [begin])
  const take = useCallback(
    (file: File) =>
      begin(
        file.size > SIZE_MAX_MIB * 2 ** 20
          ? Promise.reject(new Refusal('file.too_large', { limitMiB: SIZE_MAX_MIB }))
          : file.arrayBuffer().then((bytes) => host().takeFile(file.name, bytes)),
      ),
    [begin],
  )
  const go = useCallback(
    (file: PickedFile, options: Options) => begin(Promise.resolve(file), options),
    [begin],
  )
  const drop = useCallback(() => setWaiting(null), [])
  useDrops(useMemo(() => ({ says: 'reconcile.import.drop' as const, take }), [take]))
  return { isBusy, waiting, pick, take, go, drop }
}

/** The file does not say whose it is: the person does. */
const NAMELESS: ReadonlySet<string> = new Set(['bank.account_missing', 'bank.currency_missing'])
