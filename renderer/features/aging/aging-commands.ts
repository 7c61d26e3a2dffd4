/** The keys of the aging: day, bars, filter, exports. */
import {
  IconCalendar,
  IconCalendarMinus,
  IconCalendarPlus,
  IconFileSpreadsheet,
  IconFileTypeCsv,
  IconPrinter,
  IconTable,
  IconTableExport,
} from '@tabler/icons-react'
import { useEffect, useMemo, useRef } from 'react'
import { addMonths, type IsoDate, lastOfMonth, monthOf } from '../../../shared/domain/days.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useChartsAsTables } from '../../ui/MonthChart.tsx'

export interface AgingActs {
  readonly asOf: IsoDate
  /** The latest day there are figures for. */
  readonly last: IsoDate
  readonly onSave: (as: 'xlsx' | 'csv' | 'sheet') => void
  readonly onPreview: () => void
  readonly onAsk: (changes: { readonly asOf: IsoDate | undefined }) => void
}

/** The month end before or after a day, never later than `last`. */
export function monthEndFrom(asOf: IsoDate, step: 1 | -1, last: IsoDate): IsoDate {
  const month = monthOf(asOf)
  const end = lastOfMonth(month)
  const next =
    step === -1
      ? lastOfMonth(addMonths(month, -1))
      : end > asOf
        ? end
        : lastOfMonth(addMonths(month, 1))
  return next > last ? last : next
}

export function useAgingCommands(acts: AgingActs) {
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'aging.asOf',
          title: 'aging.command.asOf',
          keys: ['D'],
          group: 'here',
          icon: IconCalendar,
          run: () => document.querySelector<HTMLInputElement>('[data-as-of] input')?.focus(),
        },
        ...([-1, 1] as const).map(
          (step): Command => ({
            id: step === -1 ? 'aging.before' : 'aging.after',
            title: step === -1 ? 'aging.command.before' : 'aging.command.after',
            keys: [step === -1 ? 'K' : 'J'],
            group: 'here',
            icon: step === -1 ? IconCalendarMinus : IconCalendarPlus,
            run: () => {
              const { asOf, last, onAsk } = latest.current
              onAsk({ asOf: monthEndFrom(asOf, step, last) })
            },
          }),
        ),
        {
          id: 'aging.tables',
          title: 'chart.table',
          keys: ['T'],
          group: 'here',
          icon: IconTable,
          run: () => useChartsAsTables.getState().toggle(),
        },
        {
          id: 'aging.bars',
          title: 'aging.bars',
          keys: ['B'],
          group: 'here',
          inPalette: false,
          run: () => document.querySelector<HTMLElement>('[data-bucket]')?.focus(),
        },
        {
          id: 'aging.preview',
          title: 'preview.command',
          keys: ['Mod+P'],
          group: 'here',
          icon: IconPrinter,
          run: () => latest.current.onPreview(),
        },
        {
          id: 'aging.xlsx',
          title: 'aging.command.xlsx',
          keys: ['Mod+E'],
          group: 'here',
          icon: IconFileSpreadsheet,
          run: () => latest.current.onSave('xlsx'),
        },
        {
          id: 'aging.csv',
          title: 'aging.command.csv',
          keys: ['Mod+Shift+X'],
          group: 'here',
          icon: IconFileTypeCsv,
          run: () => latest.current.onSave('csv'),
        },
        {
          id: 'aging.exportSheet',
          title: 'roundtrip.command.exportLocked',
          keys: ['Mod+Shift+E'],
          group: 'here',
          icon: IconTableExport,
          run: () => latest.current.onSave('sheet'),
        },
      ],
      [],
    ),
  )
}
