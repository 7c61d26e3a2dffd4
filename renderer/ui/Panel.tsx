import type { ReactNode } from 'react'
import styles from './Panel.module.css'

/** A titled section of a panel or page. */
export function Panel({
  title,
  action,
  level = 3,
  children,
}: {
  readonly title?: string
  readonly action?: ReactNode
  /** Of the heading: 2 where the panel stands directly under the page's title. */
  readonly level?: 2 | 3
  readonly children: ReactNode
}) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className={styles['panel']}>
      {(title !== undefined || action !== undefined) && (
        <header className={styles['head']}>
          {title !== undefined && <Heading>{title}</Heading>}
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
