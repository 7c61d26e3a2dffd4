/** Ctrl+E on a list: what the grid shows, as a workbook; Ctrl+Shift+X as CSV. */
import { IconFileSpreadsheet, IconFileTypeCsv } from '@tabler/icons-react'
import { useCallback, useMemo } from 'react'
import { host } from '../host/index.ts'
import { useText } from '../ui/language.tsx'
import { type GridOnScreen, gridMeant, useGridsOnScreen } from '../ui/grids-on-screen.ts'
import { toast } from '../ui/toast.ts'
import { api } from './api.ts'
import { useCommands, type Command } from './commands.ts'
import { usePreferences } from './store.ts'
import { useTrouble } from './trouble.ts'

type Format = 'xlsx' | 'csv'

/** Exports the grid that has the focus, else the uppermost one; nothing while its rows are to come. */
export function useViewExport(): (format: Format) => void {
  const say = useText()
  const describe = useTrouble()
  return useCallback(
    (format) => {
      const grid = gridMeant()
      if (grid === undefined) return
      exported(grid, format).then(
        (file) => {
          if (file !== null) toast.done(say('view.exported', { file }))
        },
        (error: unknown) => toast.failed(describe(error).sentence),
      )
    },
    [say, describe],
  )
}

/** The commands of every screen with a grid; screens with an export of their own come before them. */
export function useExportCommands(): void {
  const run = useViewExport()
  const hasGrid = useGridsOnScreen(({ grids }) => grids.some(({ isOwn }) => !isOwn))
  useCommands(
    useMemo<readonly Command[]>(
      () =>
        hasGrid
          ? [
              {
                id: 'view.export',
                title: 'view.export',
                keys: ['Mod+E'],
                group: 'here',
                icon: IconFileSpreadsheet,
                run: () => run('xlsx'),
              },
              {
                id: 'view.exportCsv',
                title: 'view.exportCsv',
                keys: ['Mod+Shift+X'],
                group: 'here',
                icon: IconFileTypeCsv,
                run: () => run('csv'),
              },
            ]
          : [],
      [run, hasGrid],
    ),
  )
}

/** The name of the file, or null where there is no table yet. */
async function exported({ label, asOf, table }: GridOnScreen, format: Format) {
  const shown = table()
  if (shown === null) return null
  const { headings, rows, totals, filters, currencyColumn, frozenColumns } = shown
  const made = await api.reports.exportGrid({
    name: label,
    headings: [...headings],
    rows: rows.map((cells) => [...cells]),
    totals: totals.map((cells) => [...cells]),
    filters: [...filters],
    frozenColumns,
    ...(currencyColumn === null ? {} : { currencyColumn }),
    ...(asOf === undefined ? {} : { asOf }),
    format,
    language: usePreferences.getState().language,
  })
  const file = `${asOf === undefined ? label : `${label} ${asOf}`}.${format}`
  if (made.documentId !== null) await host().saveDocument(made.documentId, file)
  return file
}
