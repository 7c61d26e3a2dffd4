import type { Icon } from '@tabler/icons-react'
import { lookOf, type Status, type Tone } from './status.ts'
import { useText } from './language.tsx'
import styles from './StatusBadge.module.css'

/** A healthy state is plain grey text; anything else has icon, word and colour. */
export function StatusBadge({ status }: { readonly status: Status }) {
  const say = useText()
  const { word, tone, icon, solid } = lookOf(status)
  if (tone === 'quiet') return <span className={styles['quiet']}>{say(word)}</span>
  return <Badge label={say(word)} tone={tone} icon={icon} solid={solid === true} />
}

export function Badge({
  label,
  tone = 'neutral',
  icon: BadgeIcon,
  solid = false,
}: {
  readonly label: string
  readonly tone?: Tone
  readonly icon?: Icon
  readonly solid?: boolean
}) {
  return (
    <span className={styles['badge']} data-tone={tone} data-solid={solid || undefined}>
      {BadgeIcon && <BadgeIcon size={13} stroke={2} aria-hidden="true" />}
      {label}
    </span>
  )
}
