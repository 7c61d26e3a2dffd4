/** A bank's file chosen, dropped or handed over: taken whole, or it says what has to be decided first. */
import { useCallback, useMemo, useState } from 'react'
import type { z } from 'zod'
import type { bank as contract, BankColumnsView } from '../../../shared/contract/bank.ts'
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

/** What a person has decided about a file so far. */
export type ImportChoices = Partial<
  Pick<
    z.input<(typeof contract)['import']['input']>,
    'account' | 'map' | 'headerRow' | 'decimal' | 'dates' | 'acceptControlDifference'
  >
>

/** What a file waits for. */
export type Waiting =
  | {
      readonly why: 'account'
      readonly file: PickedFile
      readonly choices: ImportChoices
      /** Of the last file with the same columns. */
      readonly last: string | null
    }
  | {
      readonly why: 'columns'
      readonly file: PickedFile
      readonly choices: ImportChoices
      readonly seen: BankColumnsView
    }
  | {
      readonly why: 'control'
      readonly file: PickedFile
      readonly choices: ImportChoices
      readonly found: Imported
    }
  | { readonly why: 'refused'; readonly file: PickedFile | null; readonly error: unknown }

export interface BankImport {
  readonly isBusy: boolean
  readonly waiting: Waiting | null
  readonly pick: () => void
  /** Shows the columns of a table before it is taken. */
  readonly pickToLook: () => void
  readonly take: (file: File) => void
  readonly go: (file: PickedFile, choices: ImportChoices) => void
  readonly look: (file: PickedFile, choices: ImportChoices) => void
  readonly drop: () => void
}

export function useBankImport(onTaken: (imported: Imported) => void): BankImport {
  const say = useText()
  const [isBusy, setBusy] = useState(false)
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const send = useCallback(
    async (file: PickedFile, choices: ImportChoices) => {
      const found = await api.bank.import({
        ...choices,
        source: { fileId: file.fileId },
        waitsToBeTold: true,
      })
      if (!found.taken) {
        if (found.asks.length === 0) setWaiting({ why: 'control', file, choices, found })
        else setWaiting(await columnsOf(file, choices))
        return
      }
      const count = (key: 'imported' | 'unchanged') =>
        found.statements.reduce((sum, one) => sum + one[key], 0)
      setWaiting(null)
      const done = say('reconcile.import.done', {
        file: file.name,
        imported: count('imported'),
        unchanged: count('unchanged'),
      })
      toast.done(found.map?.from === 'given' ? say('reconcile.import.remembered', { done }) : done)
      onTaken(found)
    },
    [onTaken, say],
  )
  const begin = useCallback(
    (
      picked: Promise<PickedFile | null>,
      act: (file: PickedFile, choices: ImportChoices) => Promise<void>,
      choices: ImportChoices = {},
    ) => {
      setBusy(true)
      picked
        .then(
          (file) =>
            file === null
              ? undefined
              : act(file, choices).catch(async (error: unknown) =>
                  setWaiting(await waitingFor(error, file, choices)),
                ),
          (error: unknown) => setWaiting({ why: 'refused', file: null, error }),
        )
        .finally(() => setBusy(false))
    },
    [],
  )
  const show = useCallback(
    async (file: PickedFile, choices: ImportChoices) => {
      try {
        setWaiting(await columnsOf(file, choices))
      } catch (error) {
        // Only tables have columns: other formats are taken at once.
        if (error instanceof Refusal && error.code === 'file.not_a_table') await send(file, choices)
        else throw error
      }
    },
    [send],
  )
  const pick = useCallback(() => begin(host().pickFile(ACCEPT), send), [begin, send])
  const pickToLook = useCallback(() => begin(host().pickFile(ACCEPT), show), [begin, show])
  const take = useCallback(
    (file: File) =>
      begin(
        file.size > SIZE_MAX_MIB * 2 ** 20
          ? Promise.reject(new Refusal('file.too_large', { limitMiB: SIZE_MAX_MIB }))
          : file.arrayBuffer().then((bytes) => host().takeFile(file.name, bytes)),
        send,
      ),
    [begin, send],
  )
  const go = useCallback(
    (file: PickedFile, choices: ImportChoices) => begin(Promise.resolve(file), send, choices),
    [begin, send],
  )
  const look = useCallback(
    (file: PickedFile, choices: ImportChoices) => begin(Promise.resolve(file), show, choices),
    [begin, show],
  )
  const drop = useCallback(() => setWaiting(null), [])
  useDrops(useMemo(() => ({ says: 'reconcile.import.drop' as const, take }), [take]))
  return { isBusy, waiting, pick, pickToLook, take, go, look, drop }
}

type Columns = Extract<Waiting, { why: 'columns' }>

async function columnsOf(file: PickedFile, choices: ImportChoices): Promise<Columns> {
  const { acceptControlDifference: _, ...asked } = choices
  const seen = await api.bank.columns({ ...asked, source: { fileId: file.fileId } })
  return { why: 'columns', file, choices, seen }
}

/** What a refused file needs: whose it is, what its columns are, or nothing helps. */
async function waitingFor(
  error: unknown,
  file: PickedFile,
  choices: ImportChoices,
): Promise<Waiting> {
  const refused: Waiting = { why: 'refused', file, error }
  if (!(error instanceof Refusal)) return refused
  if (NAMELESS.has(error.code)) {
    const { account } = error.params
    return { why: 'account', file, choices, last: typeof account === 'string' ? account : null }
  }
  if (error.code.startsWith('file.') && !OF_COLUMNS.has(error.code)) return refused
  try {
    const columns = await columnsOf(file, choices)
    // Where it can be read, something else stands in the way.
    return columns.seen.trouble === null ? refused : columns
  } catch (other) {
    // It has no columns to choose: what was refused first is the reason.
    return other instanceof Refusal ? refused : { why: 'refused', file, error: other }
  }
}

/** The file does not say whose it is: the person does. */
const NAMELESS: ReadonlySet<string> = new Set(['bank.account_missing', 'bank.currency_missing'])
/** Under other headings there may be rows, and a last row that is whole. */
const OF_COLUMNS: ReadonlySet<string> = new Set(['file.empty', 'file.truncated'])
