import type { Icon } from '@tabler/icons-react'
import { Loader, Tooltip } from '@mantine/core'
import type { ReactNode, Ref } from 'react'
import { ariaKeys, KeyCap } from './KeyCap.tsx'
import styles from './Button.module.css'

export interface ButtonProps {
  readonly label: string
  readonly icon?: Icon
  /** Printed on the button; the command registry makes them work. */
  readonly keys?: string
  readonly look?: 'primary' | 'outline' | 'plain' | 'danger'
  readonly iconOnly?: boolean
  /** Icon and key, for a full row of tools: the label is a tip, and is read out. */
  readonly tight?: boolean
  readonly pressed?: boolean
  readonly expanded?: boolean
  readonly busy?: boolean
  /** Why it cannot be used now; the button stays visible and says it. */
  readonly disabledReason?: string | undefined
  readonly disabled?: boolean
  readonly type?: 'button' | 'submit'
  readonly trailing?: ReactNode
  readonly onClick?: () => void
  readonly ref?: Ref<HTMLButtonElement>
}

/** Every button of the app: label, icon, its key printed on it, and a reason when it is disabled. */
export function Button({
  label,
  icon: ButtonIcon,
  keys,
  look = 'outline',
  iconOnly = false,
  tight = false,
  pressed,
  expanded,
  busy = false,
  disabledReason,
  disabled = false,
  type = 'button',
  trailing,
  onClick,
  ref,
  ...rest
}: ButtonProps) {
  const isOff = disabled || busy || disabledReason !== undefined
  const button = (
    <button
      {...rest}
      ref={ref}
      type={type}
      className={styles['button']}
      data-look={look}
      data-icon-only={iconOnly || undefined}
      aria-label={iconOnly ? label : undefined}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-disabled={isOff || undefined}
      aria-busy={busy || undefined}
      aria-keyshortcuts={ariaKeys(keys)}
      onClick={(event) => {
        if (isOff) event.preventDefault()
        else onClick?.()
      }}
    >
      {busy ? (
        <Loader size={14} color="currentcolor" />
      ) : (
        ButtonIcon && <ButtonIcon size={16} stroke={1.75} aria-hidden="true" />
      )}
      {!iconOnly && <span className={tight ? 'visually-hidden' : styles['label']}>{label}</span>}
      {keys !== undefined && !iconOnly && (
        <KeyCap keys={keys} {...(look === 'primary' ? { tone: 'onAccent' } : {})} />
      )}
      {trailing}
    </button>
  )
  const tip = disabledReason ?? (iconOnly || tight ? label : undefined)
  return tip === undefined ? button : <Tooltip label={tip}>{button}</Tooltip>
}
