/** What a paste will do, before it does it: cells changed, rows made. Enter pastes, Esc leaves all as it is. */
import { IconClipboardCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { Button } from './Button.tsx'
import styles from './GridEditor.module.css'
import { useText } from './language.tsx'

export interface PasteCount {
  readonly rows: number
  readonly cells: number
  readonly refused: number
  readonly beyond: number
  /** Rows to be made, the first of them as they will stand there. */
  readonly news: {
    readonly count: number
    readonly heads: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }
  /** Lines of the paste that make no row, by their number below the last row. */
  readonly badLines: {
    readonly count: number
    readonly first: readonly {
      readonly line: number
      readonly column: string
      readonly reason: string
    }[]
  }
}

export function PasteBar({
  count,
  onPaste,
  onCancel,
}: {
  readonly count: PasteCount
  readonly onPaste: () => void
  readonly onCancel: () => void
}) {
  const say = useText()
  const { news, badLines } = count
  const isNothing = count.cells === 0 && news.count === 0 && count.refused === 0
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => bar.current?.querySelector('button')?.focus({ preventScroll: true }), [])
  return (
    <div
      ref={bar}
      role="group"
      aria-label={say('paste.go')}
      className={styles['bar']}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key !== 'Escape') return
        event.preventDefault()
        onCancel()
      }}
    >
      <div role="status">
        {count.cells > 0 && <p>{say('paste.title', { rows: count.rows, cells: count.cells })}</p>}
        {news.count > 0 && <p>{say('paste.newRows', { count: news.count })}</p>}
        {badLines.count > 0 && (
          <p className={styles['refused']}>{say('paste.badLines', { count: badLines.count })}</p>
        )}
        {count.cells === 0 && isNothing && badLines.count === 0 && <p>{say('edit.none')}</p>}
        {count.refused > 0 && (
          <p className={styles['refused']}>{say('paste.refused', { count: count.refused })}</p>
        )}
        {count.beyond > 0 && (
          <p className={styles['aside']}>{say('paste.beyond', { count: count.beyond })}</p>
        )}
      </div>
      {news.count > 0 && <NewRows news={news} />}
      {badLines.first.length > 0 && (
        <ul className={styles['lines']}>
          {badLines.first.map(({ line, column, reason }) => (
            <li key={`${line} ${column}`}>{say('paste.badLine', { line, column, reason })}</li>
          ))}
        </ul>
      )}
      <div className={styles['acts']}>
        <Button
          look="primary"
          icon={IconClipboardCheck}
          label={say('paste.go')}
          keys="Enter"
          disabled={isNothing}
          onClick={onPaste}
        />
        <Button look="plain" label={say('action.cancel')} keys="Escape" onClick={onCancel} />
      </div>
    </div>
  )
}

/** The first of the rows to be made; figures stand as the cells will show them. */
function NewRows({ news }: { readonly news: PasteCount['news'] }) {
  const say = useText()
  return (
    <table className={styles['preview']} aria-label={say('paste.preview')}>
      <thead>
        <tr>
          {news.heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {news.rows.map((cells, at) => (
          <tr key={at}>
            {cells.map((text, column) => (
              <td key={news.heads[column]}>{text}</td>
            ))}
          </tr>
        ))}
      </tbody>
      {news.count > news.rows.length && (
        <caption>{say('paste.more', { count: news.count - news.rows.length })}</caption>
      )}
    </table>
  )
}
