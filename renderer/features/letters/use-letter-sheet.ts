/** The letters on screen as a workbook to fill in, and the way back. */
import { IconTableExport, IconTableImport } from '@tabler/icons-react'
import { useCallback, useMemo, useRef, type RefObject } from 'react'
import { api } from '../../app/api.ts'
import { useBringBack } from '../../app/bring-back.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { usePreferences } from '../../app/store.ts'
import { useTrouble } from '../../app/trouble.ts'
import { host } from '../../host/index.ts'
import { useText } from '../../ui/language.tsx'
import type { SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { toast } from '../../ui/toast.ts'
import type { BoardRow } from './funnel.ts'

/** Answers how to write it: what the grid shows, in its order. */
export function useLetterSheet(
  campaignId: string,
  grid: RefObject<SaldoGridHandle<BoardRow> | null>,
): () => void {
  const say = useText()
  const describe = useTrouble()
  const take = useBringBack()
  const isBusy = useRef(false)
  const failed = useCallback((error: unknown) => toast.failed(describe(error).sentence), [describe])
  const exportSheet = useCallback(() => {
    if (isBusy.current) return
    isBusy.current = true
    const codes = [...new Set((grid.current?.shownRows() ?? []).map((row) => row.letter.customer))]
    const { language } = usePreferences.getState()
    api.roundtrip
      .exportLetters({ campaignId, codes, language })
      .then(async ({ documentId, rows }) => {
        const name = `${say('roundtrip.letters.file')}.xlsx`
        await host().saveDocument(documentId, name)
        toast.note(say('roundtrip.letters.saved', { file: name, count: rows }), 'file')
      })
      .catch(failed)
      .finally(() => {
        isBusy.current = false
      })
  }, [campaignId, grid, say, failed])
  const bringBack = useCallback(() => {
    host()
      .pickFile('.xlsx,.xlsm')
      .then(async (file) => {
        if (file !== null && !(await take(file))) toast.failed(say('roundtrip.notOurs'))
      })
      .catch(failed)
  }, [take, say, failed])
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'letters.exportSheet',
          title: 'roundtrip.command.export',
          keys: ['Mod+Shift+E'],
          group: 'here',
          icon: IconTableExport,
          run: exportSheet,
        },
        {
          id: 'letters.bringBack',
          title: 'roundtrip.command.bringBack',
          keys: ['Shift+B'],
          group: 'here',
          icon: IconTableImport,
          run: bringBack,
        },
      ],
      [exportSheet, bringBack],
    ),
  )
  return exportSheet
}
