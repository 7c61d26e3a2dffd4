/** The lines to do on screen as a workbook to fill in, and the way back. */
import { type RefObject, useCallback } from 'react'
import { api } from '../../app/api.ts'
import { type SheetGrid, useSheet } from '../../app/bring-back.ts'
import type { SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import type { TodoRow } from './columns.tsx'

/** `account` is undefined for all of them; answers how to write it, for a button. */
export function useLineSheet(
  account: string | undefined,
  lines: RefObject<SaldoGridHandle<TodoRow> | null>,
  hasLines: boolean,
): () => void {
  const write = useCallback<SheetGrid['write']>(
    (language) =>
      api.roundtrip.exportBank({
        ...(account === undefined ? {} : { account }),
        lineIds: (lines.current?.shownRows() ?? []).map(({ entry }) => entry.id),
        language,
      }),
    [account, lines],
  )
  return useSheet({
    noun: 'bank',
    write,
    file: 'roundtrip.bank.file',
    saved: 'roundtrip.bank.saved',
    disabled: !hasLines,
  })
}
