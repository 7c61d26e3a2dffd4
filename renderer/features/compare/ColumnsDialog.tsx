/** Which column of their file is what, and how it is read; the comparison follows at once. */
import { Select } from '@mantine/core'
import type { ComparisonResult, ReadColumns } from '../../../shared/contract/reconcile.ts'
import { FIELDS } from '../../../shared/domain/tabular/fields.ts'
import { isMessageId } from '../../../shared/i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceChip } from '../../ui/ChoiceChip.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useText } from '../../ui/language.tsx'
import type { CompareWork } from './store.ts'
import styles from './Compare.module.css'

interface Props {
  readonly file: ReadColumns
  /** Whose view it is read in; null while that cannot be told. */
  readonly view: ComparisonResult['file']['view'] | null
  /** Why the columns as chosen cannot be read. */
  readonly trouble: string | null
  readonly work: CompareWork
  readonly onChange: (changes: Partial<CompareWork>) => void
  readonly onClose: () => void
}

/** Headings stand below titles, seldom deeper. */
const HEADER_ROWS = 20

export function ColumnsDialog(props: Props) {
  const say = useText()
  return (
    <Dialog size={820} title={say('compare.dialog')} onClose={props.onClose}>
      <ColumnsForm {...props} />
    </Dialog>
  )
}

function ColumnsForm({ file, view, trouble, work, onChange, onClose }: Props) {
  const say = useText()
  const { options } = work
  const map = (options.map ?? file.map) as Readonly<Record<string, unknown>>
  const fieldName = (field: string) => {
    const id = `compare.field.${field}`
    return isMessageId(id) ? say(id) : field
  }
  const read = (changes: Partial<CompareWork['options']>) =>
    onChange({ options: { ...options, ...changes } })
  const fieldOf = (heading: string) =>
    Object.entries(map).find(([, column]) => column === heading)?.[0] ?? null
  const choose = (heading: string, field: string | null) => {
    const rest = Object.entries(map).filter(
      ([name, column]) => name !== field && column !== heading,
    )
    read({ map: Object.fromEntries(field === null ? rest : [...rest, [field, heading]]) })
  }
  const fields = FIELDS.ledger.map((field) => ({ value: field, label: fieldName(field) }))
  return (
    <div className={styles['dialog']}>
      <p>{say('compare.dialog.says')}</p>
      <div className={styles['chips']}>
        {view !== null && (
          <ChoiceChip
            label={say('compare.viewLabel')}
            value={view}
            choices={(['theirs', 'ours'] as const).map((one) => ({
              value: one,
              label: say(`compare.view.${one}`),
            }))}
            onChoose={(one) => onChange({ view: one === 'ours' ? 'ours' : 'theirs' })}
          />
        )}
        <ChoiceChip
          label={say('compare.headerRow')}
          value={String(file.headerRow ?? 1)}
          choices={Array.from({ length: HEADER_ROWS }, (_, i) => ({
            value: String(i + 1),
            label: String(i + 1),
          }))}
          onChoose={(row) =>
            onChange({ options: { ...options, headerRow: Number(row), map: undefined } })
          }
        />
        <ChoiceChip
          label={say('compare.decimal')}
          value={file.decimal}
          choices={[
            { value: ',', label: '1.234,56' },
            { value: '.', label: '1,234.56' },
          ]}
          onChoose={(mark) => read({ decimal: mark === ',' ? ',' : '.' })}
        />
        <ChoiceChip
          label={say('compare.dates')}
          value={file.dates}
          choices={['D.M.Y', 'M/D/Y', 'Y-M-D'].map((order) => ({ value: order, label: order }))}
          onChoose={(dates) => read({ dates })}
        />
      </div>
      {trouble !== null && (
        <p className={styles['trouble']} role="alert">
          {trouble}
        </p>
      )}
      <div
        className={styles['columns']}
        role="region"
        aria-label={say('compare.dialog')}
        tabIndex={0}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">{say('compare.column.heading')}</th>
              <th scope="col">{say('compare.column.sample')}</th>
              <th scope="col">{say('compare.column.field')}</th>
            </tr>
          </thead>
          <tbody>
            {file.headings.map((heading, index) =>
              heading === '' ? null : (
                <tr key={heading}>
                  <th scope="row">{heading}</th>
                  <td className={styles['samples']}>
                    {[...new Set(file.sample.map(({ cells }) => cells[index] ?? ''))]
                      .filter(Boolean)
                      .slice(0, 3)
                      .join('  ·  ')}
                  </td>
                  <td>
                    <Select
                      aria-label={say('compare.column.feeds', { heading })}
                      placeholder={say('compare.column.none')}
                      searchable
                      clearable
                      allowDeselect={false}
                      clearButtonProps={{ 'aria-label': say('action.clear'), tabIndex: -1 }}
                      value={fieldOf(heading)}
                      data={fields}
                      comboboxProps={{ withinPortal: true }}
                      onChange={(field) => choose(heading, field)}
                    />
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
      <div className={styles['buttons']}>
        <Button look="primary" label={say('compare.dialog.done')} onClick={onClose} />
      </div>
    </div>
  )
}
