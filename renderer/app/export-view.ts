/** Ctrl+E on a list: what the grid shows, as a workbook; Ctrl+Shift+X as CSV. */
import { IconFileSpreadsheet, IconFileTypeCsv } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo } from 'react'
import { host } from '../host/index.ts'
import { useText } from '../ui/language.tsx'
import type { ShownTable } from '../ui/grid-export.ts'
import { gridMeant, type TableExport, useGridsOnScreen } from '../ui/grids-on-screen.ts'
import { toast } from '../ui/toast.ts'
import { api } from './api.ts'
import { useCommands, type Command } from './commands.ts'
import { askCsvStyle } from './csv-choice.tsx'
import { usePreferences } from './store.ts'
import { useTrouble } from './trouble.ts'

type Format = 'xlsx' | 'csv'

/** Exports the grid that has the focus, else the uppermost one; nothing while its rows are to come. */
export function useViewExport(): (format: Format) => void {
  const write = useWriting()
  const router = useRouter()
  return useCallback(
    (format) => {
      const grid = gridMeant()
      // A filter typed just now is in the address first.
      if (grid)
        write(
          grid,
          arrived(router).then(() => grid.table()),
          format,
        )
    },
    [write, router],
  )
}

function arrived(router: ReturnType<typeof useRouter>): Promise<void> {
  const { status, location, resolvedLocation } = router.state
  if (status === 'idle' && location.href === resolvedLocation?.href) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = router.subscribe('onResolved', () => {
      stop()
      resolve()
    })
  })
}

/** What goes wrong with the table on its way is told as well. */
function useWriting(): (
  grid: Parameters<TableExport>[0],
  table: ShownTable | Promise<ShownTable | null>,
  as: Format,
) => void {
  const say = useText()
  const describe = useTrouble()
  return useCallback(
    (grid, table, as) => {
      const done = async () => {
        const shown = await table
        return shown === null ? null : exported(grid, shown, as)
      }
      done().then(
        (file) => {
          if (file !== null) toast.note(say('view.exported', { file }), 'file')
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
  const write = useWriting()
  useEffect(() => {
    useGridsOnScreen.setState({ exportTable: (grid, table) => write(grid, table, 'xlsx') })
    return () => useGridsOnScreen.setState({ exportTable: null })
  }, [write])
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

/** Answers the name of the file; null where the person thought better of it. */
async function exported(
  { label, asOf }: Parameters<TableExport>[0],
  shown: ShownTable,
  format: Format,
): Promise<string | null> {
  const csv = format === 'csv' ? await askCsvStyle() : undefined
  if (csv === null) return null
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
    csv,
    language: usePreferences.getState().language,
  })
  const file = `${asOf === undefined ? label : `${label} ${asOf}`}.${format}`
  if (made.documentId !== null) await host().saveDocument(made.documentId, file)
  return file
}
