/** A file's table by its columns: what each is read as, with its first cells; how numbers and days are read. */
import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { fieldOfColumn, withColumn } from '../../shared/domain/tabular/column-choice.ts'
import { ChoiceChip } from './ChoiceChip.tsx'
import { DATE_EXAMPLES, DATE_ORDERS, DECIMAL_EXAMPLES, DECIMALS } from './format-examples.ts'
import { useText } from './language.tsx'
import styles from './ColumnsForm.module.css'

/** The table as it is read now. */
export interface TableColumns {
  readonly headings: readonly string[]
  readonly sample: readonly { readonly cells: readonly string[] }[]
  /** A column map (shared/domain/tabular/map.ts). */
  readonly map: Readonly<Record<string, unknown>>
  readonly headerRow: number | null
  readonly decimal: string
  readonly dates: string
  /** What no cell decides. */
  readonly asks?: readonly ('decimal' | 'dates')[]
}

/** Headings stand below titles, seldom deeper. */
const HEADER_ROWS = 20
const SAMPLES = 3

export function ColumnsForm({
  label,
  table,
  fields,
  trouble,
  startsOnColumns = false,
  chips,
  onMap,
  onHeaderRow,
  onDecimal,
  onDates,
}: {
  readonly label: string
  readonly table: TableColumns
  readonly fields: readonly { readonly value: string; readonly label: string }[]
  /** Why it cannot be read so. */
  readonly trouble: string | null
  /** The first column that is not used is where to begin. */
  readonly startsOnColumns?: boolean
  /** Further decisions, before those about numbers and days. */
  readonly chips?: ReactNode
  readonly onMap: (map: Record<string, unknown>) => void
  readonly onHeaderRow: (row: number) => void
  readonly onDecimal: (mark: ',' | '.') => void
  readonly onDates: (order: string) => void
}) {
  const say = useText()
  const { headings, sample, map } = table
  const rows = headings
    .map((heading, index) => ({
      index,
      name: nameOf(headings, heading, index, say),
      samples: [...new Set(sample.map(({ cells }) => cells[index] ?? ''))].filter(Boolean),
      field: fieldOfColumn(map, headings, index),
    }))
    .filter(({ index, samples }) => headings[index] !== '' || samples.length > 0)
  const start = startsOnColumns ? rows.find(({ field }) => field === null)?.index : undefined
  return (
    <div className={styles['form']}>
      <div className={styles['chips']}>
        {chips}
        <ChoiceChip
          label={say('columns.headerRow')}
          value={String(table.headerRow ?? 1)}
          choices={Array.from({ length: HEADER_ROWS }, (_, i) => ({
            value: String(i + 1),
            label: String(i + 1),
          }))}
          onChoose={(row) => onHeaderRow(Number(row))}
        />
        <ChoiceChip
          label={say('columns.decimal')}
          value={table.decimal}
          asks={table.asks?.includes('decimal') ?? false}
          choices={DECIMALS.map((mark) => ({ value: mark, label: DECIMAL_EXAMPLES[mark] }))}
          onChoose={(mark) => onDecimal(mark === ',' ? ',' : '.')}
        />
        <ChoiceChip
          label={say('columns.dates')}
          value={table.dates}
          asks={table.asks?.includes('dates') ?? false}
          choices={DATE_ORDERS.map((order) => ({ value: order, label: DATE_EXAMPLES[order] }))}
          onChoose={onDates}
        />
      </div>
      {trouble !== null && (
        <p className={styles['trouble']} role="alert">
          {trouble}
        </p>
      )}
      <div className={styles['columns']} role="region" aria-label={label} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('columns.heading')}</th>
              <th scope="col">{say('columns.sample')}</th>
              <th scope="col">{say('columns.field')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ index, name, samples, field }) => (
              <tr key={index}>
                <th scope="row">{name}</th>
                <td className={styles['samples']}>{samples.slice(0, SAMPLES).join('  ·  ')}</td>
                <td>
                  <Select
                    aria-label={say('columns.feeds', { heading: name })}
                    {...(index === start ? { 'data-autofocus': true } : {})}
                    placeholder={say('columns.none')}
                    searchable
                    openOnFocus={false}
                    clearable
                    allowDeselect={false}
                    clearButtonProps={{ 'aria-label': say('action.clear'), tabIndex: -1 }}
                    value={field}
                    data={[...fields]}
                    comboboxProps={{ withinPortal: true }}
                    onChange={(chosen) => onMap(withColumn(map, headings, index, chosen))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

/** Its heading, and its place where that does not tell it from the others. */
function nameOf(
  headings: readonly string[],
  heading: string,
  index: number,
  say: ReturnType<typeof useText>,
): string {
  const place = index + 1
  if (heading === '') return say('columns.unnamed', { place })
  const isTwin = headings.some((other, at) => at !== index && other === heading)
  return isTwin ? say('columns.twin', { heading, place }) : heading
}
