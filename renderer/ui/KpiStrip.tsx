import type { ReactNode } from 'react'
import styles from './KpiStrip.module.css'

export interface Kpi {
  readonly label: string
  readonly figure: string
  readonly note?: ReactNode
  readonly tone?: 'danger' | undefined
}

/** Figures of a page side by side; numbers are never cut, the strip scrolls when it must. */
export function KpiStrip({
  label,
  kpis,
}: {
  readonly label: string
  readonly kpis: readonly Kpi[]
}) {
  return (
    <dl className={styles['strip']} aria-label={label} tabIndex={0}>
      {kpis.map((kpi) => (
        <div key={kpi.label} className={styles['kpi']}>
          <dt>{kpi.label}</dt>
          <dd className={styles['figure']} data-tone={kpi.tone}>
            {kpi.figure}
          </dd>
          {kpi.note !== undefined && <dd className={styles['note']}>{kpi.note}</dd>}
        </div>
      ))}
    </dl>
  )
}
