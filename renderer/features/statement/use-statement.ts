/**
 * A statement for the screen: the first lines of a long account at once, with the figures of all; the
 * rest follows in pieces, so that neither side ever holds one answer of seventy thousand lines.
 */
import { useEffect, useMemo, useState } from 'react'
import type { z } from 'zod'
import type { Statement, StatementLine, statementInput } from '../../../shared/contract/reports.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'

type Input = z.input<typeof statementInput>

/** More than most accounts have: those come whole. */
const FIRST = 3000

export interface ShownStatement {
  /** One per currency. */
  readonly statements: readonly Statement[] | undefined
  /** The one that is shown; its `lines` can be the first of `lineCount` for a moment. */
  readonly shown: Statement | undefined
  readonly error: unknown
  readonly refetch: () => void
}

interface Loaded {
  readonly of: string
  readonly at: number
  readonly statement: Statement
}

/** `currency` of the statement wanted; without it the one with most lines. */
export function useStatement(
  input: Input,
  currency: string | undefined,
  when: boolean,
): ShownStatement {
  const report = useLive(
    api.reports.statement,
    { ...input, withAllocations: false, first: FIRST },
    { when },
  )
  const { data, dataUpdatedAt: at, refetch } = report
  const isOwn = data?.statements[0]?.customer === input.customerCode
  const statements = isOwn ? data.statements : undefined
  const head =
    statements?.find((one) => one.currency === currency) ??
    statements?.toSorted((a, b) => b.lineCount - a.lineCount)[0]
  const of = head === undefined ? '' : keyOf(head, input.group === true)
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [failure, setFailure] = useState<{ readonly at: number; readonly error: unknown } | null>(
    null,
  )
  const group = input.group === true
  useEffect(() => {
    if (head === undefined || head.next === null) return
    let isCurrent = true
    const show = (lines: readonly StatementLine[]) => {
      const isWhole = lines.length >= head.lineCount
      setLoaded((now) => {
        // A whole one stays on screen until the next is whole.
        const hasWhole = now?.of === of && now.statement.lines.length >= now.statement.lineCount
        return hasWhole && !isWhole ? now : { of, at, statement: { ...head, lines: [...lines] } }
      })
    }
    restOf(head, group, show, () => isCurrent).catch((error: unknown) => {
      if (isCurrent) setFailure({ at, error })
    })
    return () => {
      isCurrent = false
    }
  }, [head, of, at, group])
  const shown = useMemo(() => {
    if (head === undefined || head.next === null || loaded?.of !== of) return head
    const isWhole = loaded.statement.lines.length >= loaded.statement.lineCount
    return loaded.at === at || isWhole ? loaded.statement : head
  }, [head, loaded, of, at])
  return {
    statements,
    shown,
    error: report.error ?? (failure?.at === at ? failure.error : null),
    refetch: () => void refetch(),
  }
}

/** Asks for piece after piece; shows them when there are four times as many as before, and at the end. */
async function restOf(
  head: Statement,
  group: boolean,
  show: (lines: readonly StatementLine[]) => void,
  isCurrent: () => boolean,
): Promise<void> {
  const lines = [...head.lines]
  let seen = lines.length
  for (let from = head.next; from !== null && isCurrent(); ) {
    const piece = await api.reports.statementLines({
      customerCode: head.customer,
      currency: head.currency,
      from,
      to: head.to,
      group,
    })
    lines.push(...piece.lines)
    from = piece.next
    if (!isCurrent() || (from !== null && lines.length < 4 * seen)) continue
    seen = lines.length
    show(lines)
  }
}

function keyOf({ customer, currency, from, to, kind }: Statement, group: boolean): string {
  return [customer, currency, from, to, kind, group].join(' ')
}
