/** What a person does with the lines: go from problem to problem, take one or all, write, undo. */
import { useCallback, useState, type RefObject } from 'react'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { api } from '../../app/api.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useText } from '../../ui/language.tsx'
import type { SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { toast } from '../../ui/toast.ts'
import { needsPerson, type DraftState, type Filter, type Line } from './lines.ts'

export function useLines(
  draft: DraftState | undefined,
  filter: Filter,
  grid: RefObject<SaldoGridHandle<Line> | null>,
  refetch: () => Promise<unknown>,
) {
  const say = useText()
  const describe = useTrouble()
  const [isBusy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const draftId = draft?.draftId

  const failed = useCallback((error: unknown) => toast.failed(describe(error).sentence), [describe])
  const next = useCallback(
    (step: 1 | -1) => {
      const lines = grid.current?.shownRows() ?? []
      const focused = grid.current?.focusedRow()
      const at = focused ? lines.findIndex(({ id }) => id === focused.id) : step === 1 ? -1 : 0
      for (let n = 1; n <= lines.length; n += 1) {
        const line = lines[(((at + n * step) % lines.length) + lines.length) % lines.length]
        if (line && needsPerson(line)) {
          grid.current?.focusRow(line.id)
          return
        }
      }
      setSaid(say('roundtrip.noProblem'))
    },
    [grid, say],
  )
  const choose = useCallback(
    (take: 'yours' | 'now', all: boolean) => {
      const line = grid.current?.focusedRow()
      if (draftId === undefined || (!all && !line)) return
      if (!all && line?.open !== true) {
        setSaid(say('roundtrip.notOpen'))
        return
      }
      api.roundtrip
        .choose({ draftId, take, lines: all || !line ? { filter } : { id: line.id } })
        .then(async ({ changed }) => {
          await refetch()
          setSaid(
            say(take === 'yours' ? 'roundtrip.chose.yours' : 'roundtrip.chose.now', {
              count: changed,
            }),
          )
        })
        .catch(failed)
    },
    [draftId, filter, grid, refetch, say, failed],
  )
  const reason = useCallback(
    (error: unknown) =>
      error instanceof Refusal && error.code === 'roundtrip.row_refused'
        ? `${describe(error).sentence} ${describe(new Refusal(String(error.params['reason']), error.params)).sentence}`
        : describe(error).sentence,
    [describe],
  )
  const settle = useCallback(
    (work: Promise<unknown>) => {
      setBusy(true)
      setRefusal(null)
      work
        .then(refetch)
        .catch((error: unknown) => setRefusal(reason(error)))
        .finally(() => setBusy(false))
    },
    [refetch, reason],
  )
  const plan = draft?.plan
  const apply = useCallback(() => {
    if (draftId !== undefined && plan !== undefined && !isBusy)
      settle(api.roundtrip.apply({ draftId, plan }))
  }, [draftId, plan, isBusy, settle])
  const batchId = draft?.result?.batchId
  const undo = useCallback(() => {
    if (typeof batchId === 'string' && !isBusy) settle(api.imports.undo({ batchId }))
  }, [batchId, isBusy, settle])
  return { next, choose, apply, undo, isBusy, said, refusal }
}
