/** The columns of a bank's table, told before it is taken, with what it reads as; they are remembered. */
import { Checkbox } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { BankColumnsView } from '../../../shared/contract/bank.ts'
import { FIELDS } from '../../../shared/domain/tabular/fields.ts'
import { missingFields } from '../../../shared/domain/tabular/header.ts'
import { fieldLabel } from '../../../shared/i18n/import-fields.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { placed } from '../../app/placed.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { ColumnsForm } from '../../ui/ColumnsForm.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { ReadAs } from './ReadAs.tsx'
import type { BankImport, ImportChoices, Waiting } from './use-bank-import.ts'
import styles from './Reconcile.module.css'

type Reading = Pick<ImportChoices, 'map' | 'headerRow' | 'decimal' | 'dates'>

export function ColumnsDialog({
  waiting: { file, choices, seen },
  importing,
}: {
  readonly waiting: Extract<Waiting, { why: 'columns' }>
  readonly importing: BankImport
}) {
  const say = useText()
  const describe = useTrouble()
  const { language } = useFormat().choice
  const [reading, setReading] = useState<Reading>(() => readingOf(choices))
  const { account } = choices
  const live = useLive(
    api.bank.columns,
    {
      ...reading,
      source: { fileId: file.fileId },
      ...(account === undefined ? {} : { account }),
    },
    { when: JSON.stringify(reading) !== JSON.stringify(readingOf(choices)) },
  )
  const table = live.data ?? seen
  const map = (reading.map ?? table.map) as BankColumnsView['map']
  const error =
    live.error ?? (table.trouble && new Refusal(table.trouble.code, table.trouble.params))
  const trouble =
    error === null
      ? null
      : (columnTrouble(error, map, language, say) ??
        placed(error, describe(error).sentence, language))
  const isReady = trouble === null && !live.isFetching
  /** What was shown stays as it was shown. */
  const tell = (changes: Reading) =>
    setReading((now) => ({
      ...(table.known === 'no' ? {} : { decimal: table.decimal, dates: table.dates }),
      ...(table.headerRow === null ? {} : { headerRow: table.headerRow }),
      ...now,
      ...changes,
    }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady && !importing.isBusy)
      importing.go(file, { ...choices, ...toldBy(table, reading, map) })
  }
  const hasOpenEnd = map['openEnd'] === true
  return (
    <Dialog
      size={880}
      title={say('reconcile.columns.title', { file: file.name })}
      onClose={importing.drop}
    >
      <form className={styles['form']} onSubmit={submit}>
        <p>{say(reasonOf(table))}</p>
        <ColumnsForm
          label={say('reconcile.columns.title', { file: file.name })}
          table={{ ...table, map }}
          fields={FIELDS.bank.map((field) => ({
            value: field,
            label: fieldLabel(field, language),
          }))}
          trouble={trouble}
          startsOnColumns={seen.trouble !== null}
          onMap={(chosen) => tell({ map: chosen })}
          onHeaderRow={(headerRow) => setReading((now) => ({ ...now, map: undefined, headerRow }))}
          onDecimal={(decimal) => setReading((now) => ({ ...now, decimal }))}
          onDates={(dates) => setReading((now) => ({ ...now, dates }))}
        />
        {(hasOpenEnd || table.trouble?.code === 'file.truncated') && (
          <Checkbox
            label={say('reconcile.columns.openEnd')}
            checked={hasOpenEnd}
            onChange={(event) => {
              const { openEnd: _, ...columns } = map
              tell({ map: event.currentTarget.checked ? { ...columns, openEnd: true } : columns })
            }}
          />
        )}
        <ReadAs statements={table.statements} />
        <div className={styles['buttons']}>
          <Button label={say('action.cancel')} onClick={importing.drop} />
          <Button
            look="primary"
            type="submit"
            label={say('reconcile.import.act')}
            keys="Enter"
            busy={importing.isBusy || live.isFetching}
            disabled={!isReady}
            {...(seen.trouble === null ? { 'data-autofocus': true } : {})}
          />
        </div>
      </form>
    </Dialog>
  )
}

function readingOf({ map, headerRow, decimal, dates }: ImportChoices): Reading {
  return {
    ...(map === undefined ? {} : { map }),
    ...(headerRow === undefined ? {} : { headerRow }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(dates === undefined ? {} : { dates }),
  }
}

/** What the person says by taking the file as it is shown: the columns, and what was asked. */
function toldBy(table: BankColumnsView, reading: Reading, map: BankColumnsView['map']): Reading {
  return {
    ...(table.asks.includes('decimal') ? { decimal: table.decimal } : {}),
    ...(table.asks.includes('dates') ? { dates: table.dates } : {}),
    ...(table.headerRow === null ? {} : { headerRow: table.headerRow }),
    ...reading,
    // What is remembered already is read by that, with all that belongs to it.
    ...(reading.map === undefined && table.known === 'yes' ? {} : { map }),
  }
}

function reasonOf({ known, asks, trouble }: BankColumnsView) {
  if (known === 'near') return 'reconcile.columns.near'
  const [first] = asks
  if (first !== undefined && trouble === null) return `reconcile.columns.asks.${first}` as const
  return known === 'yes' ? 'reconcile.columns.known' : 'reconcile.columns.says'
}

/** Why the columns cannot be told, in words of this dialog; null for what is wrong with a cell. */
function columnTrouble(
  error: unknown,
  map: BankColumnsView['map'],
  language: Parameters<typeof fieldLabel>[1],
  say: ReturnType<typeof useText>,
): string | null {
  if (!(error instanceof Refusal)) return null
  if (error.code === 'column.duplicate')
    return say('reconcile.columns.twins', { heading: String(error.params['heading']) })
  if (error.code !== 'column.missing') return null
  const missing = missingFields('bank', { has: (field) => Object.hasOwn(map, field) })
  return say('reconcile.columns.missing', {
    fields: missing
      .map((field) =>
        field === 'amount' ? say('reconcile.columns.amounts') : fieldLabel(field, language),
      )
      .join(' · '),
  })
}
