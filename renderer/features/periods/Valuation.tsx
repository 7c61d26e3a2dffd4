/** The month-end revaluation: balance by balance, the rates it still needs, and its posting. */
import { TextInput } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCashBanknote,
  IconCashBanknoteOff,
  IconChecks,
  IconLockOpen,
  IconX,
} from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState, type FormEvent, type Ref } from 'react'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { isRefused } from '../../app/refused.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { parseRate, rateText } from '../../ui/rate.ts'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { Badge } from '../../ui/StatusBadge.tsx'
import { EmptyState, type Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { hasUnposted } from './acts.ts'
import {
  valuationColumns,
  valuationId,
  type MonthRow,
  type Valuation,
  type ValuationRow,
} from './columns.tsx'
import styles from './Periods.module.css'

export function ValuationList({
  row,
  valuation,
  currency,
  trouble,
  gridRef,
  onRetry,
  onReopen,
  onOpen,
  onClose,
}: {
  readonly row: MonthRow
  readonly valuation: Valuation | undefined
  readonly currency: string
  readonly trouble: Trouble | null
  readonly gridRef: Ref<SaldoGridHandle>
  readonly onRetry: () => void
  readonly onReopen: () => void
  readonly onOpen: (row: ValuationRow) => void
  readonly onClose: () => void
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const { scale, rowHeight } = useDensity()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const month = format.month(row.month)
  const hasOlder =
    valuation?.entries.some(({ rateOn }) => rateOn !== null && rateOn !== valuation.on) ?? false
  const columns = useMemo(
    () => valuationColumns(currency, hasOlder, say, format),
    [currency, hasOlder, say, format],
  )
  const off =
    valuation === undefined
      ? say('state.loading')
      : row.state === 'closed'
        ? say('refusal.period.closed', { month })
        : valuation.missing.length > 0
          ? say('periods.value.missing', {
              currencies: valuation.missing.map((one) => one.currency).join(', '),
              date: format.date(valuation.on),
            })
          : hasUnposted(valuation)
            ? undefined
            : say(valuation.entries.length === 0 ? 'periods.value.none' : 'periods.value.upToDate')
  const post = async () => {
    if (busy || off !== undefined) return
    setBusy(true)
    setProblem(null)
    setRefused(null)
    try {
      const done = await api.periods.revalue({
        month: row.month,
        ...(reason.trim() === '' ? {} : { periodReason: reason.trim() }),
      })
      toast.done(
        done.unchanged
          ? say('periods.value.unchanged')
          : say('periods.value.posted', {
              count: done.entries.length,
              amount: format.moneyWithCode(done.totalMinor, currency),
            }),
      )
    } catch (error) {
      const { sentence } = describe(error)
      if (isRefused(error, 'period.soft_closed')) setProblem(sentence)
      else setRefused(sentence)
    } finally {
      setBusy(false)
    }
  }
  const latest = useRef(post)
  useEffect(() => {
    latest.current = post
  })
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'periods.post',
          title: 'periods.value.post',
          keys: ['Mod+Enter'],
          group: 'here',
          icon: IconChecks,
          run: () => void latest.current(),
        },
      ],
      [],
    ),
  )
  return (
    <div
      className={styles['lower']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onClose()
      }}
    >
      <header>
        <h2>{say('periods.value.title', { month })}</h2>
        {valuation && (
          <Badge
            tone="info"
            icon={IconCashBanknote}
            label={say('periods.value.on', { date: format.date(valuation.on) })}
          />
        )}
        <span className={styles['grow']} />
        {refused !== null && (
          <p className={styles['error']} role="alert">
            {refused}
          </p>
        )}
        {row.state === 'closed' && (
          <Button
            icon={IconLockOpen}
            label={say('periods.act.reopen')}
            keys="R"
            onClick={onReopen}
          />
        )}
        {row.state === 'soft' && off === undefined && (
          <div className={styles['reason']}>
            <TextInput
              aria-label={say('periods.value.reason')}
              placeholder={say('periods.value.reason')}
              value={reason}
              error={problem}
              maxLength={500}
              onChange={(event) => {
                setReason(event.currentTarget.value)
                setProblem(null)
              }}
            />
          </div>
        )}
        <Button
          look="primary"
          icon={IconChecks}
          label={say('periods.value.post')}
          keys="Mod+Enter"
          busy={busy}
          disabledReason={off}
          onClick={() => void post()}
        />
        <Button
          look="plain"
          iconOnly
          icon={IconX}
          label={say('periods.value.close')}
          onClick={onClose}
        />
      </header>
      {valuation && valuation.missing.length > 0 && (
        <MissingRates key={row.month} missing={valuation.missing} currency={currency} />
      )}
      <SaldoGrid<ValuationRow>
        ref={gridRef}
        label={say('periods.value.title', { month })}
        columns={columns}
        rows={valuation?.entries}
        rowId={valuationId}
        trouble={trouble}
        onRetry={onRetry}
        opensPage
        onOpen={onOpen}
        rowHeight={rowHeight}
        scale={scale}
        empty={
          <EmptyState
            icon={IconCashBanknoteOff}
            title={say('periods.value.empty', { month })}
            hint={say('periods.value.empty.says')}
          />
        }
      />
    </div>
  )
}

/** Each currency without a rate on the day, with the last one known filled in as a proposal. */
function MissingRates({
  missing,
  currency,
}: {
  readonly missing: Valuation['missing']
  readonly currency: string
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({})
  const [busy, setBusy] = useState(false)
  const textOf = ({ currency: of, last }: Valuation['missing'][number]) =>
    typed[of] ?? (last ? rateText(last.rate, format) : '')
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const read = missing.map((one) => ({ ...one, rate: parseRate(textOf(one)) }))
    const bad = read.filter((one) => one.rate === null)
    setProblems(
      Object.fromEntries(
        bad.map((one) => [
          one.currency,
          say('rates.rate.example', { example: rateText('41.2050', format) }),
        ]),
      ),
    )
    if (bad.length > 0 || busy) return
    setBusy(true)
    try {
      await api.rates.set({
        rates: read.flatMap(({ currency: of, date, rate }) =>
          rate === null ? [] : [{ currency: of, date, rate }],
        ),
      })
    } catch (error) {
      setProblems({ [missing[0]?.currency ?? '']: describe(error).sentence })
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className={styles['missing']} onSubmit={(event) => void save(event)}>
      <h3>
        <IconAlertTriangle size={16} stroke={2} aria-hidden="true" />
        {say('periods.missing.title')}
      </h3>
      {missing.map((one) => (
        <div key={one.currency} className={`${styles['rate']} ${styles['figures']}`}>
          <TextInput
            label={say('periods.missing.label', {
              currency: one.currency,
              date: format.date(one.date),
            })}
            description={
              one.last === null
                ? say('periods.missing.none')
                : say('periods.missing.last', {
                    rate: rateText(one.last.rate, format),
                    date: format.date(one.last.date),
                  })
            }
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            inputMode="decimal"
            autoComplete="off"
            rightSection={currency}
            rightSectionWidth={46}
            value={textOf(one)}
            error={problems[one.currency]}
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => {
              const { value } = event.currentTarget
              setTyped((now) => ({ ...now, [one.currency]: value }))
              setProblems({})
            }}
          />
        </div>
      ))}
      <div className={styles['save']}>
        <Button
          look="primary"
          type="submit"
          label={say('periods.missing.save')}
          keys="Enter"
          busy={busy}
        />
      </div>
    </form>
  )
}
