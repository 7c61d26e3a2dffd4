import { useText } from '../../ui/language.tsx'
import type { Inspected } from './store.ts'
import styles from './Imports.module.css'

/** The first rows as they stand in the file; a row number makes its row the headings. */
export function Preview({
  preview,
  headerRow,
  isLayout,
  onHeader,
}: {
  readonly preview: Inspected['preview']
  readonly headerRow: number | null
  readonly isLayout: boolean
  readonly onHeader: (row: number) => void
}) {
  const say = useText()
  const width = Math.max(0, ...preview.map(({ cells }) => cells.length))
  return (
    <div
      className={styles['preview']}
      role="region"
      aria-label={say('imports.preview')}
      tabIndex={0}
    >
      <table>
        <caption className="visually-hidden">{say('imports.preview')}</caption>
        <tbody>
          {preview.map(({ row, cells }) => (
            <tr key={row} data-header={(!isLayout && row === headerRow) || undefined}>
              <th scope="row">
                {isLayout ? (
                  row
                ) : (
                  <button
                    type="button"
                    aria-pressed={row === headerRow}
                    aria-label={say('imports.preview.header', { row: String(row) })}
                    onClick={() => onHeader(row)}
                  >
                    {row}
                  </button>
                )}
              </th>
              {Array.from({ length: width }, (_, index) => (
                <td key={index} data-number={isNumber(cells[index]) || undefined}>
                  {cells[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && /^-?\d[\d.,]*$/.test(text)
}
