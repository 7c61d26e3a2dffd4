/** Before a CSV file is written: what stands between its values, and the decimal mark. Remembered. */
import { Modal, SegmentedControl } from '@mantine/core'
import { useId, useState, type FormEvent } from 'react'
import { create } from 'zustand'
import type { CsvStyle } from '../../shared/contract/csv.ts'
import { Button } from '../ui/Button.tsx'
import { useFormat, useText } from '../ui/language.tsx'
import styles from './csv-choice.module.css'
import { usePreferences } from './store.ts'

interface Asked {
  /** Whom the answer is for; null where nothing is asked. */
  readonly answer: ((style: CsvStyle | null) => void) | null
}

const useAsked = create<Asked>()(() => ({ answer: null }))

/** Asks how a CSV file is to be written; null when the person thinks better of it. */
export function askCsvStyle(): Promise<CsvStyle | null> {
  useAsked.getState().answer?.(null)
  return new Promise((resolve) => {
    useAsked.setState({
      answer: (style) => {
        useAsked.setState({ answer: null })
        resolve(style)
      },
    })
  })
}

export function CsvChoice() {
  const say = useText()
  const answer = useAsked((asked) => asked.answer)
  if (answer === null) return null
  return (
    <Modal
      opened
      onClose={() => answer(null)}
      size={420}
      title={say('csv.title')}
      closeButtonProps={{ 'aria-label': say('action.close') }}
    >
      <Choice answer={answer} />
    </Modal>
  )
}

const SEPARATORS = [';', ',', '\t'] as const
const DECIMALS = [',', '.'] as const

function Choice({ answer }: { readonly answer: (style: CsvStyle | null) => void }) {
  const say = useText()
  const format = useFormat()
  const known = usePreferences((preferences) => preferences.csv)
  const change = usePreferences((preferences) => preferences.change)
  // As spreadsheets of that country expect it.
  const usual: CsvStyle =
    format.decimal === ',' ? { separator: ';', decimal: ',' } : { separator: ',', decimal: '.' }
  const [style, setStyle] = useState(known ?? usual)
  const ids = { separator: useId(), decimal: useId() }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change({ csv: style })
    answer(style)
  }
  return (
    <form className={styles['choice']} onSubmit={submit}>
      <div>
        <div id={ids.separator} className={styles['label']}>
          {say('csv.separator')}
        </div>
        <SegmentedControl
          fullWidth
          aria-labelledby={ids.separator}
          value={style.separator}
          data={[
            { value: ';', label: say('csv.semicolon') },
            { value: ',', label: say('csv.comma') },
            { value: '\t', label: say('csv.tab') },
          ]}
          onChange={(value) => {
            const separator = SEPARATORS.find((one) => one === value)
            if (separator !== undefined) setStyle({ ...style, separator })
          }}
        />
      </div>
      <div>
        <div id={ids.decimal} className={styles['label']}>
          {say('csv.decimal')}
        </div>
        <SegmentedControl
          fullWidth
          aria-labelledby={ids.decimal}
          value={style.decimal}
          data={DECIMALS.map((value) => ({ value, label: `1234${value}56` }))}
          onChange={(value) => {
            const decimal = DECIMALS.find((one) => one === value)
            if (decimal !== undefined) setStyle({ ...style, decimal })
          }}
        />
      </div>
      <p className={styles['note']}>{say('csv.note')}</p>
      <div className={styles['buttons']}>
        <Button label={say('action.cancel')} onClick={() => answer(null)} />
        <Button look="primary" type="submit" label={say('csv.save')} keys="Enter" data-autofocus />
      </div>
    </form>
  )
}
