/** Second step: which column feeds which field, with what the columns hold; what is missing, by name. */
import { Select } from '@mantine/core'
import { IconHelpCircle, IconTableRow } from '@tabler/icons-react'
import { useMemo } from 'react'
import type { ColumnMap } from '../../../shared/domain/tabular/map.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useText } from '../../ui/language.tsx'
import { Note } from '../../ui/Note.tsx'
import { Region } from '../../ui/Region.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { Badge } from '../../ui/StatusBadge.tsx'
import { ColumnRules } from './ColumnRules.tsx'
import { FormatChips, FormatQuestions } from './FormatChips.tsx'
import { assign, fieldOf, type FileColumn } from './rules.ts'
import { useImports, type Inspected, type Work } from './store.ts'
import { useFile } from './use-file.ts'
import { useStep, WizardFrame } from './WizardFrame.tsx'
import { useFieldName } from './words.ts'
import styles from './Imports.module.css'

export function ColumnsStep({ work }: { readonly work: Work }) {
  const say = useText()
  const describe = useTrouble()
  const go = useStep()
  const fieldName = useFieldName()
  const change = useImports((state) => state.change)
  const { base, chosen, rules, error, refetch } = useFile(work)
  const { reading } = work
  const missing = chosen?.missing ?? []
  const reason =
    chosen === undefined
      ? say('imports.columns.reading')
      : missing.length > 0
        ? say('imports.columns.missing', { fields: missing.map(fieldName).join(', ') })
        : undefined
  return (
    <WizardFrame
      work={work}
      step="columns"
      sheet={base?.detected.sheet ?? null}
      rows={base?.rows}
      next={{ label: say('imports.next.check'), run: () => void go('check'), reason }}
    >
      {error !== null && error !== undefined ? (
        <ErrorState trouble={describe(error)} onRetry={refetch} />
      ) : base === undefined || chosen === undefined ? (
        <SkeletonRows />
      ) : base.layout ? (
        <Note
          tone="info"
          icon={IconTableRow}
          title={say(`imports.layout.${base.layout.name}.title`)}
        >
          <p>{say(`imports.layout.${base.layout.name}.says`, base.layout)}</p>
          <p>{say(`imports.layout.${base.layout.name}.columns`)}</p>
        </Note>
      ) : (
        rules !== null && (
          <>
            <Region name={say('grid.tools')} className={styles['chips']}>
              <FormatChips
                reading={reading}
                detected={chosen.detected}
                asks={chosen.asks}
                onChange={(changes) => change({ reading: { ...reading, ...changes } })}
              />
              {base.mapping && work.rules === null && (
                <Badge
                  tone="ok"
                  label={say('imports.mapping.found', { name: base.mapping.name })}
                />
              )}
            </Region>
            {chosen.asks.length > 0 && isOpen(chosen.asks, reading) && (
              <Note tone="warn" icon={IconHelpCircle} title={say('imports.ask.title')}>
                <FormatQuestions reading={reading} detected={chosen.detected} asks={chosen.asks} />
              </Note>
            )}
            <div className={styles['split']} data-end="">
              <ColumnTable base={base} rules={rules} onChange={(next) => change({ rules: next })} />
              <ColumnRules
                base={base}
                rules={rules}
                missing={missing}
                work={work}
                onChange={(next) => change({ rules: next })}
              />
            </div>
          </>
        )
      )}
    </WizardFrame>
  )
}

function isOpen(asks: Inspected['asks'], reading: Work['reading']): boolean {
  return asks.some((format) => reading[format] === undefined)
}

function ColumnTable({
  base,
  rules,
  onChange,
}: {
  readonly base: Inspected
  readonly rules: ColumnMap
  readonly onChange: (rules: ColumnMap) => void
}) {
  const say = useText()
  const fieldName = useFieldName()
  const data = useMemo(() => {
    const option = ({ field }: Inspected['fields'][number]) => ({
      value: field,
      label: fieldName(field),
    })
    return [
      {
        group: say('imports.fields.required'),
        items: base.fields.filter((one) => one.required).map(option),
      },
      {
        group: say('imports.fields.more'),
        items: base.fields.filter((one) => !one.required).map(option),
      },
    ]
  }, [base.fields, fieldName, say])
  const choose = (column: FileColumn, field: string | null) =>
    onChange(assign(rules, column, field, base.columns))
  const columns = base.columns.filter(
    ({ heading, samples }) => heading !== '' || samples.length > 0,
  )
  return (
    <div
      className={styles['columns']}
      role="region"
      aria-label={say('imports.columns.table')}
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{say('imports.columns.heading')}</th>
            <th scope="col">{say('imports.columns.samples')}</th>
            <th scope="col">{say('imports.columns.field')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => {
            const name = column.heading || say('imports.columns.noHeading', { n: column.index + 1 })
            const field = fieldOf(column, base.columns, rules)
            return (
              <tr key={column.index} data-fed={field !== null || undefined}>
                <th scope="row">{name}</th>
                <td className={styles['samples']}>
                  {[...new Set(column.samples)].slice(0, 3).join('  ·  ')}
                </td>
                <td>
                  <Select
                    aria-label={say('imports.columns.feeds', { heading: name })}
                    placeholder={say('imports.columns.none')}
                    searchable
                    clearable
                    allowDeselect={false}
                    clearButtonProps={{ 'aria-label': say('action.clear'), tabIndex: -1 }}
                    nothingFoundMessage={say('imports.columns.noField')}
                    value={field}
                    data={
                      field !== null && !base.fields.some((one) => one.field === field)
                        ? [
                            ...data,
                            {
                              group: say('imports.fields.own'),
                              items: [{ value: field, label: fieldName(field) }],
                            },
                          ]
                        : data
                    }
                    comboboxProps={{ withinPortal: true }}
                    maxDropdownHeight={320}
                    onChange={(next) => choose(column, next)}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
