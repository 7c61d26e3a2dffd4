/** Open items that the line under the cursor may pay: of the payer and her group, or found in all accounts. */
import { useEffect, useMemo, useState } from 'react'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { useText } from '../../ui/language.tsx'
import type { ItemRow } from './columns.tsx'
import type { Draft, ProposedLine } from './draft.ts'
import { reasonsByItem } from './why.ts'

/** A search begins when the keys rest. */
const SEARCH_AFTER_MS = 120

export interface ItemsState {
  readonly rows: readonly ItemRow[] | undefined
  readonly error: unknown
  readonly retry: () => void
}

export function useItems(
  line: ProposedLine | null,
  draft: Draft,
  choice: number,
  text: string,
): ItemsState {
  const say = useText()
  const [searched, setSearched] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSearched(text.trim()), text === '' ? 0 : SEARCH_AFTER_MS)
    return () => clearTimeout(timer)
  }, [text])
  const code = draft.payer?.code
  const isAsked = line !== null && (code !== undefined || searched !== '')
  const live = useLive(
    api.bank.items,
    {
      lineId: (line?.entry.id ?? '') as never,
      ...(code === undefined ? {} : { customerCode: code as never }),
      ...(searched === '' ? {} : { text: searched }),
    },
    { when: isAsked },
  )
  // Items of another line would be ticked at another day's rate.
  const items = isAsked && !live.isPlaceholderData ? live.data : isAsked ? undefined : NOTHING
  const rows = useMemo(() => {
    if (items === undefined) return undefined
    const ticks = new Map(draft.ticks.map((tick) => [tick.documentId, tick]))
    const reasons = reasonsByItem(line?.proposals[choice], say)
    return items.map(
      (item): ItemRow => ({
        ...item,
        tick: ticks.get(item.documentId) ?? null,
        why:
          reasons.get(item.documentId) ?? (item.openMinor < 0 ? say('reconcile.why.credit') : null),
      }),
    )
  }, [items, draft.ticks, line, choice, say])
  return { rows, error: live.error, retry: () => void live.refetch() }
}

const NOTHING: readonly [] = []
