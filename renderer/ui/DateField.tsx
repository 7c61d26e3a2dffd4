import { ActionIcon, Popover, TextInput } from '@mantine/core'
import { DatePicker, DatesProvider } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import 'dayjs/locale/de'
import 'dayjs/locale/tr'
import { useState, type ReactNode, type Ref } from 'react'
import type { IsoDate } from '../../shared/domain/days.ts'
import { FORMAT_LOCALES } from '../../shared/i18n/formatters.ts'
import { useFormat, useText } from './language.tsx'
import { dayOrderOf, parseDay } from './parse-day.ts'
import styles from './fields.module.css'

export interface DateFieldProps {
  readonly label: string
  readonly day: IsoDate | null
  readonly onChange: (day: IsoDate | null) => void
  /** What `t`, `-3` and a missing year count from. */
  readonly today: IsoDate
  readonly from?: IsoDate
  readonly to?: IsoDate
  readonly error?: string | undefined
  readonly hint?: ReactNode
  readonly required?: boolean
  readonly disabled?: boolean
  readonly hideLabel?: boolean
  readonly ref?: Ref<HTMLInputElement>
}

/** A day typed without separators (31102026, 3110, -3, t, m) or taken from the calendar (Alt+↓). */
export function DateField({
  label,
  day,
  onChange,
  today,
  from,
  to,
  error,
  hint,
  required,
  disabled,
  hideLabel,
  ref,
}: DateFieldProps) {
  const say = useText()
  const format = useFormat()
  const { language, formatLocale } = format.choice
  const [typed, setTyped] = useState<string | null>(null)
  const [isOpen, setOpen] = useState(false)
  const order = dayOrderOf(FORMAT_LOCALES[formatLocale].date)
  const text = typed ?? (day === null ? '' : format.date(day))
  const read = text.trim() === '' ? null : parseDay(text, { order, today })
  const isOutside =
    read !== null && ((from !== undefined && read < from) || (to !== undefined && read > to))
  const problem =
    typed === null || typed.trim() === ''
      ? null
      : read === null
        ? say('field.date.invalid', { example: format.date(today) })
        : isOutside
          ? say('field.date.range', {
              from: format.date(from ?? '1900-01-01'),
              to: format.date(to ?? '2199-12-31'),
            })
          : null
  const shown =
    typed !== null && read !== null && problem === null
      ? say('field.date.reading', { date: format.date(read), weekday: format.weekday(read) })
      : null
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: 1, weekendDays: [] }}>
      <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus>
        <Popover.Target>
          <TextInput
            {...(ref === undefined ? {} : { ref })}
            label={hideLabel === true ? undefined : label}
            aria-label={hideLabel === true ? label : undefined}
            value={text}
            autoComplete="off"
            required={required === true}
            withAsterisk={false}
            disabled={disabled === true}
            error={problem ?? error}
            description={shown ?? hint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            role="combobox"
            aria-haspopup="dialog"
            aria-keyshortcuts="Alt+ArrowDown"
            rightSection={
              <ActionIcon
                variant="transparent"
                size={24}
                aria-label={say('field.calendar')}
                disabled={disabled === true}
                tabIndex={-1}
                onClick={() => setOpen(!isOpen)}
              >
                <IconCalendar
                  size={15}
                  stroke={1.75}
                  className={styles['icon']}
                  aria-hidden="true"
                />
              </ActionIcon>
            }
            onChange={(event) => {
              const next = event.currentTarget.value
              setTyped(next)
              const parsed = next.trim() === '' ? null : parseDay(next, { order, today })
              const fits =
                parsed !== null &&
                (from === undefined || parsed >= from) &&
                (to === undefined || parsed <= to)
              onChange(fits ? parsed : null)
            }}
            onKeyDown={(event) => {
              if (event.altKey && event.key === 'ArrowDown') {
                event.preventDefault()
                setOpen(true)
              }
            }}
            onFocus={(event) => event.currentTarget.select()}
            onBlur={() => {
              if (problem === null) setTyped(null)
            }}
          />
        </Popover.Target>
        <Popover.Dropdown>
          <DatePicker
            value={day}
            defaultDate={day ?? today}
            {...(from === undefined ? {} : { minDate: from })}
            {...(to === undefined ? {} : { maxDate: to })}
            size="xs"
            hideOutsideDates
            ariaLabels={{
              previousMonth: say('field.calendar.previousMonth'),
              nextMonth: say('field.calendar.nextMonth'),
              previousYear: say('field.calendar.previousYear'),
              nextYear: say('field.calendar.nextYear'),
              previousDecade: say('field.calendar.previousYears'),
              nextDecade: say('field.calendar.nextYears'),
            }}
            onChange={(picked) => {
              if (picked === null) return
              setTyped(null)
              onChange(picked as IsoDate)
              setOpen(false)
            }}
          />
        </Popover.Dropdown>
      </Popover>
    </DatesProvider>
  )
}
