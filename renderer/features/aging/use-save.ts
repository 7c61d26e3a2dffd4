/** Saving the aging: the report as it was asked for, or the grid where a person narrowed it. */
import { useCallback } from 'react'
import type { z } from 'zod'
import type { agingInput } from '../../../shared/contract/reports.ts'
import { api } from '../../app/api.ts'
import { useViewExport } from '../../app/export-view.ts'
import { askCsvStyle } from '../../app/csv-choice.tsx'
import { usePreferences } from '../../app/store.ts'
import { useTrouble } from '../../app/trouble.ts'
import { host } from '../../host/index.ts'
import { gridMeant } from '../../ui/grids-on-screen.ts'
import { useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'

/** `isNarrowed`: the grid shows less than the report. */
export function useAgingSave(
  report: z.input<typeof agingInput>,
  asOf: string,
  isNarrowed: boolean,
): (as: 'xlsx' | 'csv' | 'sheet') => void {
  const say = useText()
  const describe = useTrouble()
  const exportView = useViewExport()
  return useCallback(
    (as) => {
      if (as !== 'sheet' && (isNarrowed || gridMeant()?.label !== say('aging.title'))) {
        exportView(as)
        return
      }
      save(report, asOf, as).then(
        (file) => {
          if (file !== null) toast.note(say('aging.saved', { file }), 'file')
        },
        (error: unknown) => toast.failed(describe(error).sentence),
      )
    },
    [report, asOf, isNarrowed, say, describe, exportView],
  )
}

/** Answers the name of the file; null where the person thought better of it. */
async function save(
  report: z.input<typeof agingInput>,
  asOf: string,
  as: 'xlsx' | 'csv' | 'sheet',
): Promise<string | null> {
  const csv = as === 'csv' ? await askCsvStyle() : undefined
  if (csv === null) return null
  const { language } = usePreferences.getState()
  const { documentId } =
    as === 'sheet'
      ? await api.roundtrip.exportAging({ report, language })
      : await api.reports.exportAging({ report, format: as, csv, language })
  const name = as === 'sheet' ? `aging-${asOf}-locked.xlsx` : `aging-${asOf}.${as}`
  if (documentId !== null) await host().saveDocument(documentId, name)
  return name
}
