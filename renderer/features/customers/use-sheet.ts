/** The accounts on screen as a workbook to edit, and the way back. */
import { useCallback, useRef, type RefObject } from 'react'
import { api } from '../../app/api.ts'
import { useBringBack } from '../../app/bring-back.ts'
import { usePreferences } from '../../app/store.ts'
import { useTrouble } from '../../app/trouble.ts'
import { host } from '../../host/index.ts'
import { useText } from '../../ui/language.tsx'
import type { SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { toast } from '../../ui/toast.ts'
import type { CustomerRow } from './views.ts'

export function useSheet(grid: RefObject<SaldoGridHandle<CustomerRow> | null>) {
  const say = useText()
  const describe = useTrouble()
  const take = useBringBack()
  const isBusy = useRef(false)
  const failed = useCallback((error: unknown) => toast.failed(describe(error).sentence), [describe])

  /** What the grid shows, in its order: filtered and sorted. */
  const exportSheet = useCallback(() => {
    if (isBusy.current) return
    isBusy.current = true
    const codes = [...new Set((grid.current?.shownRows() ?? []).map(({ code }) => code))]
    const { language } = usePreferences.getState()
    api.roundtrip
      .exportCustomers({ codes, language })
      .then(async ({ documentId, rows }) => {
        const name = `${say('roundtrip.file')}.xlsx`
        await host().saveDocument(documentId, name)
        toast.note(say('roundtrip.saved', { file: name, count: rows }), 'file')
      })
      .catch(failed)
      .finally(() => {
        isBusy.current = false
      })
  }, [grid, say, failed])
  const bringBack = useCallback(() => {
    host()
      .pickFile('.xlsx,.xlsm')
      .then(async (file) => {
        if (file !== null && !(await take(file))) toast.failed(say('roundtrip.notOurs'))
      })
      .catch(failed)
  }, [take, say, failed])
  return { exportSheet, bringBack }
}
