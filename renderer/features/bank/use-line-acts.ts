/**
 * What is done with a line: accepted, parked. The focus goes to the next line at once; what the books
 * refuse comes back to the list with the reason.
 */
import { useCallback, useState } from 'react'
import type { BankApplication } from '../../../shared/contract/bank.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { api } from '../../app/api.ts'
import { useSettledLines } from '../../app/bank-settled.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'
import { useReconcile } from './store.ts'

/** A month is soft-closed: posting goes on with a reason. */
export interface ReasonWanted {
  readonly sentence: string
  readonly go: (reason: string) => void
}

export interface LineActs {
  readonly post: (applications: readonly BankApplication[]) => void
  readonly park: (lineIds: readonly string[], reason: string) => void
  readonly takeBack: (lineIds: readonly string[]) => void
  /** What was done last, for the status line: a message over the lines would hide the next one. */
  readonly said: string | null
  readonly wanted: ReasonWanted | null
  readonly dropWanted: () => void
}

export function useLineActs(): LineActs {
  const say = useText()
  const describe = useTrouble()
  const [wanted, setWanted] = useState<ReasonWanted | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  /** Sends it; once more with the reason where the month asks for one. */
  const attempt = useCallback(
    (send: (period: Period) => Promise<unknown>, done: string, list: Listing) => {
      const go = (period: Period) => {
        list.before?.()
        send(period).then(
          () => {
            list.done()
            setSaid(done)
          },
          (error: unknown) => {
            list.refused?.()
            const { sentence } = describe(error)
            if (error instanceof Refusal && error.code === 'period.soft_closed')
              setWanted({ sentence, go: (periodReason) => go({ periodReason }) })
            else toast.failed(sentence)
          },
        )
      }
      go({})
    },
    [describe],
  )
  const post = useCallback(
    (applications: readonly BankApplication[]) =>
      attempt(
        (period) =>
          api.bank.post({ applications: applications.map((one) => ({ ...one, ...period })) }),
        say('reconcile.undoHint', {
          done: say('reconcile.posted', { count: applications.length }),
        }),
        leaving(applications.map(({ lineId }) => lineId)),
      ),
    [attempt, say],
  )
  const park = useCallback(
    (lineIds: readonly string[], reason: string) =>
      attempt(
        (period) => api.bank.parkMany({ lineIds: [...lineIds], reason, ...period }),
        say('reconcile.undoHint', { done: say('reconcile.parked', { count: lineIds.length }) }),
        leaving(lineIds),
      ),
    [attempt, say],
  )
  const takeBack = useCallback(
    (lineIds: readonly string[]) =>
      attempt(
        (period) => api.bank.undo({ lineIds: [...lineIds], ...period }),
        say('reconcile.takenBack', { count: lineIds.length }),
        coming(lineIds),
      ),
    [attempt, say],
  )
  const dropWanted = useCallback(() => setWanted(null), [])
  return { post, park, takeBack, said, wanted, dropWanted }
}

type Period = { readonly periodReason?: string }

/** What becomes of the list of lines to do, as far as this window is ahead of it. */
interface Listing {
  readonly before?: () => void
  readonly done: () => void
  readonly refused?: () => void
}

/** They are gone at once, and come back when the books refuse. */
function leaving(lineIds: readonly string[]): Listing {
  const { add, release } = useSettledLines.getState()
  return {
    before: () => add(lineIds),
    done: () => useReconcile.getState().forget(lineIds),
    refused: () => release(lineIds),
  }
}

/** They are to do again once the books say so. */
function coming(lineIds: readonly string[]): Listing {
  return { done: () => useSettledLines.getState().release(lineIds) }
}
