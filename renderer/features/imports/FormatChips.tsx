import { ChoiceChip } from '../../ui/ChoiceChip.tsx'
import { DATE_EXAMPLES, DATE_ORDERS, DECIMAL_EXAMPLES, DECIMALS } from '../../ui/format-examples.ts'
import { useText } from '../../ui/language.tsx'
import type { Inspected, ReadingChoice } from './store.ts'
import { dateExample, decimalExample } from './words.ts'

/** How numbers and days are read, each as a chip; a question where both readings fit. */
export function FormatChips({
  reading,
  detected,
  asks,
  onChange,
}: {
  readonly reading: ReadingChoice
  readonly detected: Inspected['detected']
  readonly asks: Inspected['asks']
  readonly onChange: (changes: ReadingChoice) => void
}) {
  const say = useText()
  return (
    <>
      {detected.decimal !== null && (
        <ChoiceChip
          label={say('imports.numbers')}
          value={detected.decimal}
          asks={asks.includes('decimal') && reading.decimal === undefined}
          choices={DECIMALS.map((mark) => ({ value: mark, label: DECIMAL_EXAMPLES[mark] }))}
          onChoose={(mark) => onChange({ decimal: DECIMALS.find((one) => one === mark) })}
        />
      )}
      {detected.dates !== null && (
        <ChoiceChip
          label={say('imports.dates')}
          value={detected.dates}
          asks={asks.includes('dates') && reading.dates === undefined}
          choices={DATE_ORDERS.map((order) => ({ value: order, label: DATE_EXAMPLES[order] }))}
          onChoose={(order) => onChange({ dates: order })}
        />
      )}
    </>
  )
}

/** The questions of `asks` in words; empty when nothing is open. */
export function FormatQuestions({
  reading,
  detected,
  asks,
}: {
  readonly reading: ReadingChoice
  readonly detected: Inspected['detected']
  readonly asks: Inspected['asks']
}) {
  const say = useText()
  return (
    <>
      {asks.includes('decimal') && reading.decimal === undefined && (
        <p>{say('imports.ask.decimal', { example: decimalExample(detected.decimal) })}</p>
      )}
      {asks.includes('dates') && reading.dates === undefined && (
        <p>{say('imports.ask.dates', { example: dateExample(detected.dates) })}</p>
      )}
    </>
  )
}
