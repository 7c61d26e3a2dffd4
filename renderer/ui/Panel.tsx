import type { ReactNode } from 'react'
import styles from './Panel.module.css'

/** A titled section of a panel or page. */
export function Panel({
  title,
  action,
  children,
}: {
  readonly title?: string
  readonly action?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className={styles['panel']}>
      {(title !== undefined || action !== undefined) && (
        <header className={styles['head']}>
          {title !== undefined && <h3>{title}</h3>}
          {action}
        </header>
      )}
      {children}
    </section>
  )
}

export interface Fact {
  readonly label: string
  readonly value: ReactNode
  readonly strong?: boolean
}

/** Label left, value right. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles['facts']}>
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd data-strong={fact.strong || undefined}>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
