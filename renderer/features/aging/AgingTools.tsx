/** What the aging is asked: day, basis, buckets, value, group, disputed, and the second clock. */
import { NativeSelect, Popover, TextInput } from '@mantine/core'
import {
  IconChevronLeft,
  IconChevronRight,
  IconClockHour4,
  IconColumnInsertRight,
  IconColumns3,
  IconMessageReport,
  IconSitemap,
  IconX,
} from '@tabler/icons-react'
import { useState } from 'react'
import type { z } from 'zod'
import type { companyInfo } from '../../../shared/contract/companies.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { edgesOf } from '../../ui/buckets.ts'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { useFormat, useText } from '../../ui/language.tsx'

import { monthEndFrom } from './aging-commands.ts'
import styles from './Aging.module.css'

export type Info = z.output<typeof companyInfo>
export const VALUES = ['account', 'booked', 'rates'] as const

/** What of the address the tools change; undefined goes back to the usual. */
export interface Asked {
  readonly asOf?: string | undefined
  readonly by?: 'due' | 'document' | undefined
  readonly buckets?: string | undefined
  readonly currency?: string | undefined
  readonly value?: (typeof VALUES)[number] | undefined
  readonly group?: boolean | undefined
  readonly noDisputed?: boolean | undefined
  readonly customer?: string | undefined
  readonly knownAt?: string | undefined
  readonly bucket?: string | undefined
  readonly filter?: string | undefined
  /** Unapplied and credit notes in a column each. */
  readonly credits?: boolean | undefined
  /** The cell whose items are open, as `cellText` writes it. */
  readonly cell?: string | undefined
}

export function AgingTools({
  asked,
  asOf,
  knownOn,
  edges,
  info,
  onAsk,
}: {
  readonly asked: Asked
  readonly asOf: IsoDate
  readonly knownOn: IsoDate | undefined
  readonly edges: readonly number[]
  readonly info: Info
  readonly onAsk: (changes: Asked) => void
}) {
  const say = useText()
  const { value = 'account', by = 'due' } = asked
  const { group = false, noDisputed = false, credits = false } = asked
  return (
    <>
      <span className={styles['step']}>
        <Button
          look="plain"
          iconOnly
          icon={IconChevronLeft}
          label={say('aging.step.before')}
          onClick={() => onAsk({ asOf: monthEndFrom(asOf, -1, info.suggestedAsOf) })}
        />
      </span>
      <div className={styles['day']} data-as-of="">
        <DateField
          hideLabel
          label={say('aging.asOf')}
          day={asOf}
          today={info.suggestedAsOf}
          onChange={(day) => day !== null && onAsk({ asOf: day })}
        />
      </div>
      <span className={styles['step']}>
        <Button
          look="plain"
          iconOnly
          icon={IconChevronRight}
          label={say('aging.step.after')}
          disabled={asOf >= info.suggestedAsOf}
          onClick={() => onAsk({ asOf: monthEndFrom(asOf, 1, info.suggestedAsOf) })}
        />
      </span>
      <NativeSelect
        aria-label={say('aging.by')}
        value={by}
        data={(['due', 'document'] as const).map((one) => ({
          value: one,
          label: say(`aging.by.${one}`),
        }))}
        onChange={(event) =>
          onAsk({
            by: event.currentTarget.value === 'document' ? 'document' : undefined,
            bucket: undefined,
          })
        }
      />
      <BucketEditor
        key={edges.join('-')}
        edges={edges}
        onApply={(buckets) => onAsk({ buckets, bucket: undefined })}
      />
      <NativeSelect
        aria-label={say('aging.value')}
        value={value === 'account' && asked.currency !== undefined ? asked.currency : value}
        data={[
          ...VALUES.map((one) => ({
            value: one,
            label: say(`aging.value.${one}`, { currency: info.currency }),
          })),
          ...info.currencies.map((one) => ({
            value: one,
            label: say('aging.value.only', { currency: one }),
          })),
        ]}
        onChange={(event) => {
          const chosen = event.currentTarget.value
          const known = VALUES.find((one) => one === chosen)
          onAsk({ value: known, currency: known === undefined ? chosen : undefined })
        }}
      />
      <Button
        look="plain"
        icon={IconSitemap}
        label={say('aging.group')}
        pressed={group}
        onClick={() => onAsk({ group: !group })}
      />
      <Button
        look="plain"
        icon={IconMessageReport}
        label={say('aging.noDisputed')}
        pressed={noDisputed}
        onClick={() => onAsk({ noDisputed: !noDisputed })}
      />
      <Button
        look="plain"
        icon={IconColumnInsertRight}
        label={say('aging.credits.apart')}
        pressed={credits}
        onClick={() => onAsk({ credits: !credits || undefined })}
      />
      <KnownAt knownOn={knownOn} today={info.today} onApply={(knownAt) => onAsk({ knownAt })} />
    </>
  )
}

function BucketEditor({
  edges,
  onApply,
}: {
  readonly edges: readonly number[]
  readonly onApply: (buckets: string | undefined) => void
}) {
  const say = useText()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState(edges.join('-'))
  const read = edgesOf(text)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button
          icon={IconColumns3}
          label={say('aging.buckets.edit', { edges: edges.join('/') })}
          expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={styles['popover']}
          onSubmit={(event) => {
            event.preventDefault()
            if (read === null) return
            setOpen(false)
            onApply(read.join('-'))
          }}
        >
          <TextInput
            data-autofocus
            label={say('aging.buckets')}
            description={say('aging.buckets.says')}
            error={read === null ? say('aging.buckets.bad') : undefined}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <div className={styles['buttons']}>
            <Button
              label={say('aging.buckets.company')}
              onClick={() => {
                setOpen(false)
                onApply(undefined)
              }}
            />
            <Button
              look="primary"
              type="submit"
              label={say('aging.buckets.apply')}
              disabled={read === null}
            />
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

function KnownAt({
  knownOn,
  today,
  onApply,
}: {
  readonly knownOn: IsoDate | undefined
  readonly today: IsoDate
  readonly onApply: (day: string | undefined) => void
}) {
  const say = useText()
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  const [day, setDay] = useState<IsoDate | null>(knownOn ?? today)
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button
          look={knownOn === undefined ? 'plain' : 'outline'}
          icon={IconClockHour4}
          label={
            knownOn === undefined
              ? say('aging.known.now')
              : say('aging.known.on', { date: format.date(knownOn) })
          }
          pressed={knownOn !== undefined}
          expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={styles['popover']}
          onSubmit={(event) => {
            event.preventDefault()
            if (day === null) return
            setOpen(false)
            onApply(day)
          }}
        >
          <DateField
            label={say('aging.known')}
            hint={say('aging.known.says')}
            day={day}
            today={today}
            onChange={setDay}
          />
          <div className={styles['buttons']}>
            <Button
              icon={IconX}
              label={say('aging.known.clear')}
              onClick={() => {
                setOpen(false)
                onApply(undefined)
              }}
            />
            <Button
              look="primary"
              type="submit"
              label={say('aging.buckets.apply')}
              disabled={day === null}
            />
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
