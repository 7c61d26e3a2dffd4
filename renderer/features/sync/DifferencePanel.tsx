/** One difference: both sides beside each other, what is not the same marked, why, and what to do. */
import { IconEqualNot } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useFormat, useText } from '../../ui/language.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { causeText, type DifferenceRow, findingOf, type Side, typeText } from './differences.ts'
import { fieldText } from './words.ts'
import styles from './Differences.module.css'
import shared from './Sync.module.css'

interface Line {
  readonly label: string
  readonly here: string
  readonly there: string
}

export function DifferencePanel({
  row,
  foundAt,
  equalAt,
  acts,
}: {
  readonly row: DifferenceRow
  /** As a person reads them; null: never. */
  readonly foundAt: string | null
  readonly equalAt: string | null
  readonly acts: ReactNode
}) {
  const say = useText()
  const lines = useLines(row)
  return (
    <>
      <header className={shared['head']} data-tone="danger">
        <IconEqualNot size={20} stroke={1.8} aria-hidden="true" />
        <div>
          <h2>{row.documentNo ?? typeText(row, say)}</h2>
          <p>{row.customerName ?? say('sync.diff.noCustomer')}</p>
        </div>
      </header>
      {lines.length > 0 && (
        <Panel>
          <table className={styles['sides']}>
            <thead>
              <tr>
                <td />
                <th scope="col">{say('sync.diff.here')}</th>
                <th scope="col">{say('sync.diff.there')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ label, here, there }) => (
                <tr key={label} data-differs={here !== there || undefined}>
                  <th scope="row">{label}</th>
                  <td>{here}</td>
                  <td>{there}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      )}
      <Panel title={say(`sync.diff.finding.${findingOf(row)}`)}>
        <p>{causeText(row, say)}</p>
        <p className={shared['note']}>
          {say(row.damaged === 'there' ? 'sync.diff.mends.there' : 'sync.diff.mends.here')}
        </p>
        <div className={shared['acts']}>{acts}</div>
      </Panel>
      <Panel>
        <Facts
          facts={[
            { label: say('sync.diff.foundAt'), value: foundAt ?? '–' },
            { label: say('sync.diff.equalAt'), value: equalAt ?? '–' },
          ]}
        />
      </Panel>
    </>
  )
}

/** What either side has of it; a side that has no such row is a dash in each line. */
function useLines(row: DifferenceRow): readonly Line[] {
  const say = useText()
  const format = useFormat()
  const { here, there, currency } = row
  const line = (label: string, text: (side: Side) => string | null): Line | null => {
    const texts = [here, there].map((side) => (side === null ? null : text(side)))
    const [ours = null, theirs = null] = texts
    if (ours === null && theirs === null) return null
    return { label, here: ours ?? '–', there: theirs ?? '–' }
  }
  const hasOtherNumber = here !== null && there !== null && here.documentNo !== there.documentNo
  const fields = Object.keys({ ...here?.fields, ...there?.fields })
  return [
    // The head says it already where it is the same, or the only one.
    hasOtherNumber ? line(say('head.document'), ({ documentNo }) => documentNo) : null,
    line(say('head.date'), ({ date }) => date && format.date(date)),
    line(say('head.amount'), ({ amountMinor }) =>
      amountMinor === null || currency === null ? null : format.money(amountMinor, currency),
    ),
    line(say('sync.diff.pays'), ({ counterpart }) => counterpart),
    ...fields.map((field) =>
      line(fieldText(field, say), (side) => side.fields[field] || say('sync.value.none')),
    ),
    line(say('sync.diff.seq'), ({ seq }) => (seq === null ? null : format.count(seq))),
  ].filter((one) => one !== null)
}
