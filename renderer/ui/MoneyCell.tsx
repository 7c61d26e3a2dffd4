import { useFormat } from './language.tsx'
import styles from './MoneyCell.module.css'

/** An amount outside a grid: right figures, true minus, never cut. */
export function MoneyCell({
  minor,
  currency,
  withCode = false,
  strong = false,
  tone,
}: {
  readonly minor: number | bigint
  readonly currency: string
  readonly withCode?: boolean
  readonly strong?: boolean
  readonly tone?: 'danger' | undefined
}) {
  const format = useFormat()
  return (
    <span className={styles['money']} data-strong={strong || undefined} data-tone={tone}>
      {withCode ? format.moneyWithCode(minor, currency) : format.money(minor, currency)}
    </span>
  )
}
