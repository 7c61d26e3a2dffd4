import { Combobox, TextInput, useCombobox } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useText } from './language.tsx'
import styles from './fields.module.css'

export interface CustomerChoice {
  readonly code: string
  readonly name: string
}

const SEARCH_AFTER_MS = 60

/** Finds a customer by code or name while typing, Turkish spelling folded by the search itself. */
export function CustomerPicker({
  label,
  chosen,
  onChoose,
  search,
  error,
  hideLabel,
  required,
  disabled,
  startsHere,
}: {
  readonly label?: string
  readonly chosen: CustomerChoice | null
  readonly onChoose: (choice: CustomerChoice) => void
  readonly search: (text: string) => Promise<readonly CustomerChoice[]>
  readonly error?: string | undefined
  readonly hideLabel?: boolean
  readonly required?: boolean
  readonly disabled?: boolean
  /** A dialog that opens with it begins here. */
  readonly startsHere?: boolean
}) {
  const say = useText()
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const [typed, setTyped] = useState<string | null>(null)
  const [found, setFound] = useState<readonly CustomerChoice[] | null>(null)
  const title = label ?? say('field.customer')

  useEffect(() => {
    if (typed === null) return
    let isCurrent = true
    const timer = setTimeout(() => {
      void search(typed).then((choices) => {
        if (isCurrent) setFound(choices)
      })
    }, SEARCH_AFTER_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [typed, search])

  const { selectFirstOption } = combobox
  useEffect(() => {
    if (found !== null && found.length > 0) selectFirstOption()
  }, [found, selectFirstOption])

  const choose = (code: string) => {
    const choice = found?.find((one) => one.code === code)
    if (!choice) return
    onChoose(choice)
    setTyped(null)
    combobox.closeDropdown()
  }
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={choose}
      withinPortal
      width={360}
      position="bottom-start"
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          label={hideLabel === true ? undefined : title}
          aria-label={hideLabel === true ? title : undefined}
          value={typed ?? (chosen === null ? '' : `${chosen.code}  ${chosen.name}`)}
          placeholder={say('field.customer.placeholder')}
          role="combobox"
          data-autofocus={startsHere || undefined}
          aria-autocomplete="list"
          autoComplete="off"
          required={required === true}
          withAsterisk={false}
          disabled={disabled === true}
          error={error}
          rightSection={
            <IconSelector size={14} stroke={1.75} className={styles['icon']} aria-hidden="true" />
          }
          rightSectionPointerEvents="none"
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            combobox.openDropdown()
          }}
          onFocus={(event) => event.currentTarget.select()}
          onClick={() => {
            setTyped('')
            combobox.openDropdown()
          }}
          onBlur={() => {
            combobox.closeDropdown()
            setTyped(null)
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found === null}>
        <Combobox.Options
          mah={320}
          style={{ overflowY: 'auto' }}
          aria-label={say('field.customer.matches')}
        >
          {found?.length === 0 && typed !== null && (
            <Combobox.Empty>{say('field.customer.none', { text: typed })}</Combobox.Empty>
          )}
          {found?.map((choice) => (
            <Combobox.Option
              key={choice.code}
              value={choice.code}
              className={styles['option'] ?? ''}
            >
              <span className={styles['code']}>{choice.code}</span>
              {choice.name}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
