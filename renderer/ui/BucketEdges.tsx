/** Bucket edges typed as "30-60-90", shown at once as the columns they make. */
import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { rampColour, rampStep } from './AgingBar.tsx'
import { bucketKeys, bucketLabel, edgesOf } from './buckets.ts'
import { useText } from './language.tsx'
import styles from './BucketEdges.module.css'

export function BucketEdges({
  label,
  hideLabel = false,
  text,
  onChange,
  children,
}: {
  readonly label: string
  readonly hideLabel?: boolean
  readonly text: string
  readonly onChange: (text: string) => void
  /** Beside the field: what applies it. */
  readonly children?: ReactNode
}) {
  const say = useText()
  const edges = edgesOf(text)
  const keys = edges === null ? [] : bucketKeys(edges)
  return (
    <div className={styles['edges']}>
      <div className={styles['row']}>
        <TextInput
          className={styles['field'] ?? ''}
          label={hideLabel ? undefined : label}
          aria-label={hideLabel ? label : undefined}
          value={text}
          autoComplete="off"
          error={edges === null ? say('aging.buckets.bad') : undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        {children}
      </div>
      <ol className={styles['buckets']} aria-label={say('settings.buckets.preview')}>
        {keys.map((key, index) => (
          <li key={key}>
            <span
              className={styles['colour']}
              style={{ background: rampColour(rampStep(index, keys.length)) }}
              aria-hidden="true"
            />
            {bucketLabel(key, say)}
          </li>
        ))}
      </ol>
    </div>
  )
}
