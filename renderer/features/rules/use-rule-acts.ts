/** Moving and deleting rules: shown at once, sent one after the other. */
import type { UseQueryResult } from '@tanstack/react-query'
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ListedRule } from '../../../shared/contract/bank-rules.ts'
import { api } from '../../app/api.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useText } from '../../ui/language.tsx'
import type { SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { toast } from '../../ui/toast.ts'
import type { RuleRow } from './columns.tsx'
import { movedBy } from './moved-by.ts'

export interface RuleActs {
  /** As they are about to be. */
  readonly rules: readonly ListedRule[] | undefined
  /** The one moved last, until somebody goes to another: the next key is about it. */
  readonly movedLast: () => ListedRule | null
  readonly move: (rule: ListedRule, by: -1 | 1) => void
  readonly remove: (rule: ListedRule) => void
}

export function useRuleActs(
  list: UseQueryResult<readonly ListedRule[]>,
  grid: RefObject<SaldoGridHandle<RuleRow> | null>,
): RuleActs {
  const say = useText()
  const describe = useTrouble()
  const { data, refetch } = list
  /** Ids in the order asked for, until the books have it. */
  const [order, setOrder] = useState<readonly string[] | null>(null)
  const sending = useRef<Promise<unknown>>(Promise.resolve())
  const waiting = useRef(0)
  const moved = useRef<string | null>(null)
  /** The focus is still to go where it went. */
  const isOnItsWay = useRef(false)
  const rules = useMemo(() => {
    if (data === undefined || order === null) return data
    const place = new Map(order.map((id, at) => [id, at]))
    const placeOf = ({ ruleId }: ListedRule) => place.get(ruleId) ?? order.length
    return data.toSorted((a, b) => placeOf(a) - placeOf(b))
  }, [data, order])
  const now = useRef(rules)
  useEffect(() => {
    now.current = rules
    const id = moved.current
    if (id === null || !isOnItsWay.current || rules === undefined) return
    // The grid keeps its focus at a place, and has its rows a moment later: then it goes with the rule.
    let frame = 0
    const follow = () => {
      const stands = grid.current?.shownRows().findIndex(({ rule }) => rule.ruleId === id)
      if (stands !== rules.findIndex(({ ruleId }) => ruleId === id)) {
        frame = requestAnimationFrame(follow)
        return
      }
      grid.current?.focusRow(id)
      isOnItsWay.current = false
    }
    follow()
    return () => cancelAnimationFrame(frame)
  }, [rules, grid])
  useEffect(() => {
    const leave = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || LEAVES.test(event.key)) moved.current = null
    }
    window.addEventListener('keydown', leave, { capture: true })
    window.addEventListener('pointerdown', leave, { capture: true })
    return () => {
      window.removeEventListener('keydown', leave, { capture: true })
      window.removeEventListener('pointerdown', leave, { capture: true })
    }
  }, [])
  const movedLast = useCallback(
    () => now.current?.find(({ ruleId }) => ruleId === moved.current) ?? null,
    [],
  )

  const move = useCallback(
    ({ ruleId }: ListedRule, by: -1 | 1) => {
      const next = movedBy(now.current ?? [], ruleId, by)
      if (next === null) return
      now.current = next
      moved.current = ruleId
      isOnItsWay.current = true
      const ruleIds = next.map((one) => one.ruleId)
      setOrder(ruleIds)
      waiting.current += 1
      sending.current = sending.current
        .then(() => api.bank.orderRules({ ruleIds }))
        .catch((error: unknown) => toast.failed(describe(error).sentence))
        .then(async () => {
          waiting.current -= 1
          if (waiting.current > 0) return
          await refetch()
          // Moved again meanwhile: that order is still to be asked for.
          if (waiting.current === 0) setOrder(null)
        })
    },
    [describe, refetch],
  )
  const remove = useCallback(
    ({ ruleId, name }: ListedRule) => {
      api.bank.removeRule({ ruleId }).then(
        () => toast.done(say('rules.removed', { name })),
        (error: unknown) => toast.failed(describe(error).sentence),
      )
    },
    [say, describe],
  )
  return { rules, movedLast, move, remove }
}

/** Keys that go to another row or another place. */
const LEAVES = /^(?:Arrow|Page|Home|End|Tab|F\d|Enter|Escape)/
