import { useFormat, useText } from './language.tsx'
import styles from './AgingBar.module.css'

export interface AgingPart {
  readonly label: string
  readonly minor: number
  /** Step of the aging ramp, 0 not due to 5 oldest. */
  readonly step: number
}

/**
 * What is open by age: a bar and a legend with label and amount, since pale steps alone are too
 * faint to read. Parts at or below zero have no length and stay in the legend only when not zero.
 */
export function AgingBar({
  parts,
  currency,
  figures = 'short',
  onChoose,
}: {
  readonly parts: readonly AgingPart[]
  readonly currency: string
  readonly figures?: 'short' | 'full'
  readonly onChoose?: (index: number) => void
}) {
  const format = useFormat()
  const say = useText()
  const total = parts.reduce((sum, part) => sum + Math.max(0, part.minor), 0)
  const amount = (minor: number) =>
    figures === 'short' ? format.short(minor, currency) : format.money(minor, currency)
  if (total === 0) return <p className={styles['none']}>{say('bucket.none')}</p>
  return (
    <div>
      <div className={styles['bar']} data-tall={figures === 'full' || undefined} aria-hidden="true">
        {parts.map((part, index) =>
          part.minor > 0 ? (
            <span
              key={part.label}
              className={styles['part']}
              style={{ flexGrow: part.minor / total, background: rampColour(part.step) }}
              onClick={() => onChoose?.(index)}
            />
          ) : null,
        )}
      </div>
      <ul className={styles['legend']}>
        {parts.map((part) =>
          part.minor === 0 && figures === 'short' ? null : (
            <li key={part.label}>
              <span
                className={styles['dot']}
                style={{ background: rampColour(part.step) }}
                aria-hidden="true"
              />
              {part.label} {figures === 'full' ? <b>{amount(part.minor)}</b> : amount(part.minor)}
            </li>
          ),
        )}
      </ul>
    </div>
  )
}

export function rampColour(step: number): string {
  return `var(--age-${Math.min(5, Math.max(0, step))})`
}

/** Ramp step of a bucket among `count`, so that the last is always the darkest. */
export function rampStep(index: number, count: number): number {
  return count <= 1 ? 0 : Math.round((index * 5) / (count - 1))
}
