/** Which column of their file is what, and how it is read; the comparison follows at once. */
import type { ComparisonResult, ReadColumns } from '../../../shared/contract/reconcile.ts'
import { FIELDS } from '../../../shared/domain/tabular/fields.ts'
import { isMessageId } from '../../../shared/i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceChip } from '../../ui/ChoiceChip.tsx'
import { ColumnsForm } from '../../ui/ColumnsForm.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useText } from '../../ui/language.tsx'
import type { CompareWork } from './store.ts'
import styles from './Compare.module.css'

export function ColumnsDialog({
  file,
  view,
  trouble,
  work,
  onChange,
  onClose,
}: {
  readonly file: ReadColumns
  /** Whose view it is read in; null while that cannot be told. */
  readonly view: ComparisonResult['file']['view'] | null
  /** Why the columns as chosen cannot be read. */
  readonly trouble: string | null
  readonly work: CompareWork
  readonly onChange: (changes: Partial<CompareWork>) => void
  readonly onClose: () => void
}) {
  const say = useText()
  const { options } = work
  const read = (changes: Partial<CompareWork['options']>) =>
    onChange({ options: { ...options, ...changes } })
  const fieldName = (field: string) => {
    const id = `compare.field.${field}`
    return isMessageId(id) ? say(id) : field
  }
  return (
    <Dialog size={820} title={say('compare.dialog')} onClose={onClose}>
      <div className={styles['dialog']}>
        <p>{say('compare.dialog.says')}</p>
        <ColumnsForm
          label={say('compare.dialog')}
          table={
            options.map === undefined ? file : { ...file, map: options.map as typeof file.map }
          }
          fields={FIELDS.ledger.map((field) => ({ value: field, label: fieldName(field) }))}
          trouble={trouble}
          chips={
            view !== null && (
              <ChoiceChip
                label={say('compare.viewLabel')}
                value={view}
                choices={(['theirs', 'ours'] as const).map((one) => ({
                  value: one,
                  label: say(`compare.view.${one}`),
                }))}
                onChoose={(one) => onChange({ view: one === 'ours' ? 'ours' : 'theirs' })}
              />
            )
          }
          onMap={(map) => read({ map, headerRow: file.headerRow ?? undefined })}
          onHeaderRow={(headerRow) => read({ headerRow, map: undefined })}
          onDecimal={(decimal) => read({ decimal })}
          onDates={(dates) => read({ dates })}
        />
        <div className={styles['buttons']}>
          <Button look="primary" label={say('compare.dialog.done')} onClick={onClose} />
        </div>
      </div>
    </Dialog>
  )
}
