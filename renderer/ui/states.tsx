/** Loading, empty and error: every screen has all three (ux.md section 5). */
import { IconAlertTriangle, IconCopy, IconRefresh, type Icon } from '@tabler/icons-react'
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import { useText } from './language.tsx'
import { toast } from './toast.ts'
import styles from './states.module.css'

const SKELETON_AFTER_MS = 150

/** Grey rows, only when loading takes long enough to be noticed. */
export function SkeletonRows({ rows = 14 }: { readonly rows?: number }) {
  const say = useText()
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SKELETON_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={styles['skeleton']} role="status">
      <span className="visually-hidden">{say('state.loading')}</span>
      {isShown &&
        Array.from({ length: rows }, (_, row) => (
          <div key={row} className={styles['row']} aria-hidden="true">
            <span style={{ width: '9%' }} />
            <span style={{ width: `${18 + ((row * 7) % 14)}%` }} />
            <span style={{ width: '8%' }} />
            <span style={{ width: `${9 + ((row * 5) % 4)}%`, marginLeft: 'auto' }} />
            <span style={{ width: `${8 + ((row * 3) % 5)}%` }} />
          </div>
        ))}
    </div>
  )
}

/** Why there is nothing, and the next act. */
export function EmptyState({
  title,
  hint,
  icon: EmptyIcon,
  children,
}: {
  readonly title: string
  readonly hint?: string
  readonly icon?: Icon
  readonly children?: ReactNode
}) {
  return (
    <div className={styles['empty']}>
      {EmptyIcon && <EmptyIcon size={28} stroke={1.5} aria-hidden="true" />}
      <p className={styles['title']}>{title}</p>
      {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
      {children !== undefined && <div className={styles['acts']}>{children}</div>}
    </div>
  )
}

export interface Trouble {
  /** What to tell: the sentence of a refusal, or the generic one of a bug. */
  readonly sentence: string
  readonly code: string
  /** For support: everything known, as text. */
  readonly details: string
}

/** Cause, code, "Try again" and "Copy details". */
export function ErrorState({
  trouble,
  title,
  onRetry,
}: {
  readonly trouble: Trouble
  readonly title?: string
  readonly onRetry?: () => void
}) {
  const say = useText()
  return (
    <div className={styles['empty']} role="alert">
      <IconAlertTriangle size={28} stroke={1.5} className={styles['danger']} aria-hidden="true" />
      <p className={styles['title']}>{title ?? say('state.errorTitle')}</p>
      <p className={styles['hint']}>{trouble.sentence}</p>
      <p className={styles['code']}>{say('state.code', { code: trouble.code })}</p>
      <div className={styles['acts']}>
        {onRetry && (
          <Button look="primary" icon={IconRefresh} label={say('state.retry')} onClick={onRetry} />
        )}
        <Button
          icon={IconCopy}
          label={say('state.copyDetails')}
          onClick={() => void copyDetails(trouble, say('state.copied'))}
        />
      </div>
    </div>
  )
}

/** Over old rows that could not be refreshed. */
export function StaleNote({
  trouble,
  since,
  onRetry,
}: {
  readonly trouble: Trouble
  /** Unknown of rows that are read by blocks. */
  readonly since?: string | undefined
  readonly onRetry: () => void
}) {
  const say = useText()
  return (
    <div className={styles['stale']} role="status">
      <IconAlertTriangle size={15} stroke={2} aria-hidden="true" />
      <span>
        {since === undefined ? say('state.staleUndated') : say('state.stale', { time: since })}
      </span>
      <span className={styles['code']}>{trouble.sentence}</span>
      <Button look="plain" label={say('state.retry')} onClick={onRetry} />
      <Button
        look="plain"
        label={say('state.copyDetails')}
        onClick={() => void copyDetails(trouble, say('state.copied'))}
      />
    </div>
  )
}

async function copyDetails(trouble: Trouble, done: string) {
  await navigator.clipboard.writeText(`${trouble.code}\n${trouble.sentence}\n${trouble.details}`)
  toast.note(done, 'copy')
}
