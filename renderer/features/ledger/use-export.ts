/** Ctrl+E on the documents list: the database writes the rows, however many there are. */
import { IconFileSpreadsheet, IconFileTypeCsv } from '@tabler/icons-react'
import { useCallback, useMemo } from 'react'
import {
  LEDGER_COLUMNS,
  type LedgerQuery,
  type LedgerRow,
} from '../../../shared/contract/ledger.ts'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { askCsvStyle } from '../../app/csv-choice.tsx'
import { usePreferences } from '../../app/store.ts'
import { useTrouble } from '../../app/trouble.ts'
import { host } from '../../host/index.ts'
import { headText, type GridColumn } from '../../ui/grid-columns.ts'
import { filtersInWords } from '../../ui/grid-export.ts'
import { viewedColumns, type GridView } from '../../ui/grid-view.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'

export function useLedgerExport(
  query: LedgerQuery,
  view: GridView,
  columns: readonly GridColumn<LedgerRow>[],
): void {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const run = useCallback(
    async (as: 'xlsx' | 'csv') => {
      const csv = as === 'csv' ? await askCsvStyle() : undefined
      if (csv === null) return
      const shown = viewedColumns(columns, view.state.columns).filter((one) => !one.hidden)
      const name = say('ledger.title')
      await api.ledger
        .exportList({
          query,
          columns: shown.flatMap(({ column }) => {
            const id = LEDGER_COLUMNS.find((one) => one === column.id)
            return id === undefined ? [] : [{ id, heading: headText(column, say) }]
          }),
          name,
          filters: filtersInWords(columns, view, query.search, say, format),
          format: as,
          csv,
          language: usePreferences.getState().language,
        })
        .then(async ({ documentId }) => {
          if (documentId !== null) await host().saveDocument(documentId, `${name}.${as}`)
          toast.note(say('view.exported', { file: `${name}.${as}` }), 'file')
        })
        .catch((error: unknown) => toast.failed(describe(error).sentence))
    },
    [query, view, columns, say, format, describe],
  )
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'ledger.xlsx',
          title: 'view.export',
          keys: ['Mod+E'],
          group: 'here',
          icon: IconFileSpreadsheet,
          run: () => void run('xlsx'),
        },
        {
          id: 'ledger.csv',
          title: 'view.exportCsv',
          keys: ['Mod+Shift+X'],
          group: 'here',
          icon: IconFileTypeCsv,
          run: () => void run('csv'),
        },
      ],
      [run],
    ),
  )
}
