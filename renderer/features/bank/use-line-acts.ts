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
  const settle = useCallback(
    (
      lineIds: readonly string[],
      send: (periodReason: string | undefined) => Promise<unknown>,
      done: string,
    ) => {
      const { add, release } = useSettledLines.getState()
      const go = (periodReason: string | undefined) => {
        add(lineIds)
        send(periodReason).then(
          () => {
            useReconcile.getState().forget(lineIds)
            setSaid(done)
          },
          (error: unknown) => {
            release(lineIds)
            const { sentence } = describe(error)
            if (error instanceof Refusal && error.code === 'period.soft_closed')
              setWanted({ sentence, go })
            else toast.failed(sentence)
          },
        )
      }
      go(undefined)
    },
    [describe],
  )
  const post = useCallback(
    (applications: readonly BankApplication[]) =>
      settle(
        applications.map(({ lineId }) => lineId),
        (periodReason) =>
          api.bank.post({
            applications: applications.map((one) =>
              periodReason === undefined ? one : { ...one, periodReason: periodReason as never },
            ),
          }),
        say('reconcile.undoHint', {
          done: say('reconcile.posted', { count: applications.length }),
        }),
      ),
    [settle, say],
  )
  const park = useCallback(
    (lineIds: readonly string[], reason: string) =>
      settle(
        lineIds,
        (periodReason) =>
          api.bank.parkMany({
            lineIds: lineIds.map((one) => one as never),
            reason: reason as never,
            ...(periodReason === undefined ? {} : { periodReason: periodReason as never }),
          }),
        say('reconcile.undoHint', { done: say('reconcile.parked', { count: lineIds.length }) }),
      ),
    [settle, say],
  )
  const takeBack = useCallback(
    (lineIds: readonly string[]) => {
      const go = (periodReason: string | undefined) =>
        api.bank
          .undo({
            lineIds: lineIds.map((one) => one as never),
            ...(periodReason === undefined ? {} : { periodReason: periodReason as never }),
          })
          .then(
            () => {
              useSettledLines.getState().release(lineIds)
              setSaid(say('reconcile.takenBack', { count: lineIds.length }))
            },
            (error: unknown) => {
              const { sentence } = describe(error)
              if (error instanceof Refusal && error.code === 'period.soft_closed')
                setWanted({ sentence, go: (reason) => void go(reason) })
              else toast.failed(sentence)
            },
          )
      void go(undefined)
    },
    [describe, say],
  )
  const dropWanted = useCallback(() => setWanted(null), [])
  return { post, park, takeBack, said, wanted, dropWanted }
}
