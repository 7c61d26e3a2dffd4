/** A customer's account line by line, tied to the ledger, with the document beside it. */
import { SegmentedControl } from '@mantine/core'
import {
  IconFileSpreadsheet,
  IconFileTypeCsv,
  IconPrinter,
  IconReceipt,
  IconUser,
} from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo } from 'react'
import { isIsoDate, type IsoDate } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { findCustomers } from '../../app/find-customers.ts'
import { useLive } from '../../app/live.ts'
import { usePreview } from '../../app/preview/preview-store.ts'
import { askCsvStyle } from '../../app/csv-choice.tsx'
import { usePreferences } from '../../app/store.ts'
import { useTrouble } from '../../app/trouble.ts'
import { host } from '../../host/index.ts'
import { Button } from '../../ui/Button.tsx'
import { CustomerPicker } from '../../ui/CustomerPicker.tsx'
import { useText } from '../../ui/language.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import styles from './DocumentPanel.module.css'
import { PRESETS, rangeOf, type Preset } from './ranges.ts'
import { RangeFields } from './RangeFields.tsx'
import { StatementBody } from './StatementBody.tsx'
import { useStatement } from './use-statement.ts'

const PICKER = '[data-customer-picker] input'

export function StatementScreen() {
  const say = useText()
  const navigate = useNavigate()
  const search = useSearch({ from: '/shell/statement' })
  const { customer, preset = 'year', kind = 'activity', filter = '' } = search
  const { group = false, months = false } = search
  const describe = useTrouble()
  const info = useLive(api.companies.info, {})
  const card = useLive(
    api.customers.get,
    { code: customer ?? '', group: false },
    { when: customer !== undefined },
  )
  const ask = useCallback(
    (changes: Partial<typeof search>) =>
      void navigate({ to: '/statement', search: (now) => ({ ...now, ...changes }), replace: true }),
    [navigate],
  )
  const at = info.data?.suggestedAsOf
  const range = useMemo(() => {
    if (at === undefined || !info.data) return null
    const usual = rangeOf(preset, at, info.data.fiscalYearStart)
    return { from: dayOr(search.from, usual.from), to: dayOr(search.to, usual.to) ?? at }
  }, [at, info.data, preset, search.from, search.to])
  const input = {
    customerCode: customer ?? '',
    kind,
    group,
    ...(range?.from === undefined ? {} : { from: range.from }),
    ...(range === null ? {} : { to: range.to }),
  }
  const report = useStatement(input, search.currency, customer !== undefined && range !== null)
  const { statements, shown } = report

  const save = async (format: 'xlsx' | 'csv') => {
    try {
      const csv = format === 'csv' ? await askCsvStyle() : undefined
      if (csv === null) return
      const { language } = usePreferences.getState()
      const made = await api.reports.exportStatement({ statement: input, format, csv, language })
      const name = `statement-${customer ?? ''}.${format}`
      if (made.documentId !== null) await host().saveDocument(made.documentId, name)
      toast.note(say('statement.saved', { file: name }), 'file')
    } catch (error) {
      toast.failed(describe(error).sentence)
    }
  }
  const preview = () =>
    usePreview.getState().show({
      fileName: `statement-${customer ?? ''}.pdf`,
      orientation: 'portrait',
      hasDetail: false,
      write: ({ paper, orientation, language }) =>
        api.reports.exportStatement({
          statement: input,
          format: 'pdf',
          page: { paper, orientation },
          ...(language === null ? {} : { language }),
        }),
    })
  // Without a customer the screen can only be about choosing one.
  useEffect(() => {
    if (customer !== undefined) return
    const timer = setTimeout(() => document.querySelector<HTMLInputElement>(PICKER)?.focus())
    return () => clearTimeout(timer)
  }, [customer])
  const chosen =
    customer === undefined
      ? null
      : {
          code: customer,
          name: card.data?.card.code === customer ? card.data.card.name : '',
        }
  const picker = (
    <div className={styles['customer']} data-customer-picker="">
      <CustomerPicker
        hideLabel
        chosen={chosen}
        search={findCustomers}
        onChoose={(one) => ask({ customer: one.code, currency: undefined, filter: '' })}
      />
    </div>
  )
  if (customer === undefined) {
    return (
      <Screen title={say('statement.title')} badges={picker}>
        <EmptyState
          icon={IconReceipt}
          title={say('statement.choose')}
          hint={say('statement.choose.says')}
        />
      </Screen>
    )
  }
  return (
    <Screen
      title={say('statement.title')}
      badges={picker}
      actions={
        <>
          <Button
            icon={IconUser}
            label={say('statement.customer')}
            onClick={() => void navigate({ to: '/customer/$code', params: { code: customer } })}
          />
          <Button
            icon={IconPrinter}
            label={say('preview.command')}
            keys="Mod+P"
            onClick={preview}
          />
          <Button
            icon={IconFileTypeCsv}
            label={say('statement.export.csv')}
            onClick={() => void save('csv')}
          />
          <Button
            icon={IconFileSpreadsheet}
            label={say('statement.export.xlsx')}
            keys="Mod+E"
            onClick={() => void save('xlsx')}
          />
        </>
      }
    >
      <StatementBody
        statement={shown}
        group={group}
        months={months}
        filter={filter}
        focus={search.focus}
        trouble={report.error ? describe(report.error) : null}
        onRetry={report.refetch}
        onAsk={ask}
        onSave={(format) => void save(format)}
        onPreview={preview}
        onGroup={() => ask({ group: !group })}
        range={
          <>
            <RangeFields
              range={range && { ...range, from: range.from ?? shown?.from }}
              today={info.data?.today}
              onFrom={(day) => ask({ from: day ?? undefined })}
              onTo={(day) => ask({ to: day ?? undefined })}
            />
            <SegmentedControl
              size="xs"
              aria-label={say('statement.preset')}
              value={search.from === undefined && search.to === undefined ? preset : ''}
              data={PRESETS.map((value) => ({ value, label: say(`statement.preset.${value}`) }))}
              onChange={(value) => ask({ preset: presetOf(value), from: undefined, to: undefined })}
            />
            <SegmentedControl
              size="xs"
              aria-label={say('statement.kind')}
              value={kind}
              data={(['activity', 'open'] as const).map((value) => ({
                value,
                label: say(`statement.kind.${value}`),
              }))}
              onChange={(value) => ask({ kind: value === 'open' ? 'open' : 'activity' })}
            />
            {statements && statements.length > 1 && (
              <SegmentedControl
                size="xs"
                aria-label={say('head.currency')}
                value={shown?.currency ?? ''}
                data={statements.map((one) => one.currency)}
                onChange={(value) => ask({ currency: value })}
              />
            )}
          </>
        }
      />
    </Screen>
  )
}

function presetOf(value: string): Preset {
  return PRESETS.find((one) => one === value) ?? 'year'
}

function dayOr(text: string | undefined, usual: IsoDate | undefined): IsoDate | undefined {
  return text !== undefined && isIsoDate(text) ? text : usual
}
