import { Menu } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import styles from './ChoiceChip.module.css'

export interface Choice {
  readonly value: string
  readonly label: string
}

/** A decision shown as a chip, "Numbers 1.234,56", that opens the other possibilities. */
export function ChoiceChip({
  label,
  value,
  choices,
  onChoose,
  asks = false,
}: {
  readonly label: string
  readonly value: string
  readonly choices: readonly Choice[]
  readonly onChoose: (value: string) => void
  /** Nothing decides it but a person: drawn as a question. */
  readonly asks?: boolean
}) {
  const shown = choices.find((choice) => choice.value === value)?.label ?? value
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <button type="button" className={styles['chip']} data-asks={asks || undefined}>
          <span>{label}</span>
          <b>{shown}</b>
          <IconChevronDown size={13} stroke={2} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>
        {choices.map((choice) => (
          <Menu.Item
            key={choice.value}
            role="menuitemradio"
            aria-checked={choice.value === value}
            leftSection={
              choice.value === value ? (
                <IconCheck size={14} stroke={2} aria-hidden="true" />
              ) : (
                <span className={styles['blank']} />
              )
            }
            onClick={() => onChoose(choice.value)}
          >
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
