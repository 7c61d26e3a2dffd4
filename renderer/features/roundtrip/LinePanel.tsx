/** Beside the lines: the focused one in full, and how the round trip works. */
import { useFormat, useText } from '../../ui/language.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { ResultBadge } from './columns.tsx'
import { reasonOf, valueText, type DraftState, type Line } from './lines.ts'
import styles from './Roundtrip.module.css'

export function LinePanel({
  line,
  draft,
}: {
  readonly line: Line | null
  readonly draft: DraftState
}) {
  const say = useText()
  const format = useFormat()
  const { columns } = draft
  return (
    <>
      {line && (
        <Panel level={2} title={`${line.code} ${line.name}`.trim() || say('roundtrip.wholeRow')}>
          <div className={styles['line']}>
            <p>
              {line.column === null ? say('roundtrip.wholeRow') : columns[line.column]?.heading}
            </p>
            <ResultBadge line={line} say={say} />
          </div>
          {line.column !== null && (
            <Facts
              facts={(['was', 'now', 'yours'] as const).map((id) => ({
                label: say(`roundtrip.head.${id}`),
                value: valueText(line[id], line, columns, format),
                strong: id === 'yours',
              }))}
            />
          )}
          <p className={styles['why']}>{reasonOf(line, say, format)}</p>
        </Panel>
      )}
      <Panel level={2} title={say('roundtrip.help')}>
        <div className={styles['help']}>
          <p>{say('roundtrip.help.three')}</p>
          <p>{say(draft.grid === 'bank' ? 'roundtrip.help.bank' : 'roundtrip.help.rows')}</p>
          <p>{say('roundtrip.help.excel')}</p>
          <p>{say('roundtrip.help.undo')}</p>
        </div>
      </Panel>
    </>
  )
}
