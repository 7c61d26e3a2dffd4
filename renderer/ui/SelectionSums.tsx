/** Count, average, smallest, largest and sum of the chosen cells, in the status line. */
import { useEffect, useState } from 'react'
import type { Formatters } from '../../shared/i18n/formatters.ts'
import { meanOf, type CurrencySums, type SelectionSums as Sums } from './grid-sums.ts'
import { useSelectionSums } from './grid-sums-store.ts'
import { useFormat, useText, type SayText } from './language.tsx'
import styles from './SelectionSums.module.css'

/** So that a reader is not interrupted by every step of a growing range. */
const SAID_AFTER_MS = 400

export function SelectionSums() {
  const say = useText()
  const format = useFormat()
  const { sums, isStale } = useSelectionSums()
  const spoken = sums === null || isStale ? '' : sentenceOf(sums, say, format)
  const [said, setSaid] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSaid(spoken), SAID_AFTER_MS)
    return () => clearTimeout(timer)
  }, [spoken])
  const shown = sums !== null && sums.cells > 1 ? sums : null
  return (
    <>
      <span className="visually-hidden" aria-live="polite" data-sums-said="">
        {said}
      </span>
      {shown !== null && (
        <dl
          className={styles['sums']}
          data-sums=""
          data-stale={isStale || undefined}
          aria-label={say('sums.label')}
        >
          {linesOf(shown, say, format).map(({ id, label, text }) => (
            <div key={id} data-sum={id}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
          {shown.rowsMissing > 0 && (
            <div data-sum="missing">
              <dd className={styles['missing']}>
                {say('sums.missing', { count: shown.rowsMissing })}
              </dd>
            </div>
          )}
        </dl>
      )}
      {shown === null && isStale && (
        <span className={styles['working']}>{say('sums.working')}</span>
      )}
    </>
  )
}

interface Line {
  readonly id: 'count' | 'mean' | 'min' | 'max' | 'sum'
  readonly label: string
  readonly text: string
}

/** With several currencies the sums alone: a smallest over two currencies says nothing. */
function linesOf(sums: Sums, say: SayText, format: Formatters): Line[] {
  const count: Line = { id: 'count', label: say('sums.count'), text: format.count(sums.filled) }
  const [only, ...more] = sums.groups
  if (only === undefined) return [count]
  if (more.length > 0) {
    return [
      count,
      {
        id: 'sum',
        label: say('sums.sum'),
        text: sums.groups
          .map((group) =>
            group.currency === null
              ? figure(group.sum, group, format)
              : `${group.currency} ${figure(group.sum, group, format)}`,
          )
          .join(' + '),
      },
    ]
  }
  const code = only.currency === null ? '' : `\u00a0${only.currency}`
  return [
    count,
    { id: 'mean', label: say('sums.mean'), text: meanText(only, format) },
    { id: 'min', label: say('sums.min'), text: figure(only.min, only, format) },
    { id: 'max', label: say('sums.max'), text: figure(only.max, only, format) },
    { id: 'sum', label: say('sums.sum'), text: figure(only.sum, only, format) + code },
  ]
}

function sentenceOf(sums: Sums, say: SayText, format: Formatters): string {
  if (sums.cells < 2) return ''
  const parts = linesOf(sums, say, format).map(({ label, text }) => `${label} ${text}`)
  if (sums.rowsMissing > 0) parts.push(say('sums.missing', { count: sums.rowsMissing }))
  return say('sums.said', { cells: sums.cells, figures: parts.join(', ') })
}

function figure(value: number | bigint, { currency }: CurrencySums, format: Formatters): string {
  return currency === null ? format.count(Number(value)) : format.money(value, currency)
}

/** The mean of whole numbers has two places, as money has. */
function meanText(group: CurrencySums, format: Formatters): string {
  return group.currency === null
    ? format.money(meanOf({ ...group, sum: group.sum * 100n }), 'EUR')
    : figure(meanOf(group), group, format)
}
