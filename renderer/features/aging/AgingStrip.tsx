/** Open by age as bars that filter, overdue of six month ends, the three accounts with most overdue. */
import { useMemo } from 'react'
import type { z } from 'zod'
import { isCurrency } from '../../../shared/domain/currency.ts'
import type { agingReport, AgingRow } from '../../../shared/contract/reports.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { rampColour, rampStep } from '../../ui/AgingBar.tsx'
import { bucketLabel } from '../../ui/buckets.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { MonthChart, useChartsAsTables, type MonthBar } from '../../ui/MonthChart.tsx'
import { Region } from '../../ui/Region.tsx'
import styles from './Aging.module.css'

export type AgingReport = z.output<typeof agingReport>

const BAR_MAX_PX = 30
const RISKIEST = 3
const MONTHS = 6
const CHART_PX = 74

export function AgingStrip({
  report,
  currency,
  knownAt,
  bucket,
  onBucket,
  onCustomer,
  onMonth,
}: {
  readonly report: AgingReport
  readonly currency: string
  /** The moment whose knowledge is asked for; undefined is now. */
  readonly knownAt: string | undefined
  readonly bucket: string | undefined
  readonly onBucket: (bucket: string | undefined) => void
  readonly onCustomer: (row: AgingRow) => void
  readonly onMonth: (on: string) => void
}) {
  const say = useText()
  const format = useFormat()
  const totals = report.totals.find((one) => one.currency === currency)
  const most = Math.max(1, ...(totals?.bucketMinors ?? []))
  const risky = report.rows
    .filter((row) => row.currency === currency && row.overdueMinor > 0)
    .toSorted((a, b) => b.overdueMinor - a.overdueMinor)
    .slice(0, RISKIEST)
  return (
    <Region name={say('aging.bars')} className={styles['strip']}>
      <div className={styles['part']}>
        <header>
          <h2>{say('aging.bars')}</h2>
          <span className={styles['quiet']}>
            {say('aging.bars.total', {
              amount: format.moneyWithCode(totals?.totalMinor ?? 0, currency),
            })}
          </span>
        </header>
        <div className={styles['bars']}>
          {report.buckets.map((key, index) => {
            const minor = totals?.bucketMinors[index] ?? 0
            const label = bucketLabel(key, say)
            return (
              <button
                key={key}
                type="button"
                className={styles['bar']}
                data-bucket={key}
                aria-pressed={bucket === key}
                title={say('aging.bars.only', { bucket: label })}
                onClick={() => onBucket(bucket === key ? undefined : key)}
              >
                <b>{format.short(minor, currency)}</b>
                <span
                  className={styles['fill']}
                  style={{
                    height: Math.round((Math.max(0, minor) / most) * BAR_MAX_PX),
                    background: rampColour(rampStep(index, report.buckets.length)),
                  }}
                />
                <span className={styles['label']}>{label}</span>
                <span className="visually-hidden">{format.moneyWithCode(minor, currency)}</span>
              </button>
            )
          })}
        </div>
      </div>
      <Months report={report} currency={currency} knownAt={knownAt} onMonth={onMonth} />
      <div className={styles['part']}>
        <header>
          <h2>{say('aging.risky')}</h2>
        </header>
        {risky.length === 0 ? (
          <p className={styles['quiet']}>{say('aging.risky.none')}</p>
        ) : (
          <ol className={styles['risky']}>
            {risky.map((row) => (
              <li key={row.customerId}>
                <button
                  type="button"
                  className={styles['link']}
                  title={row.name}
                  onClick={() => onCustomer(row)}
                >
                  {row.name}
                </button>
                <span className={styles['mini']} aria-hidden="true">
                  {row.bucketMinors.map((minor, index) =>
                    minor > 0 ? (
                      <span
                        key={report.buckets[index]}
                        style={{
                          flexGrow: minor,
                          background: rampColour(rampStep(index, report.buckets.length)),
                        }}
                      />
                    ) : null,
                  )}
                </span>
                <span className={styles['late']}>{format.money(row.overdueMinor, currency)}</span>
              </li>
            ))}
          </ol>
        )}
      </div>
    </Region>
  )
}

/** A bar goes to that month's end: what was overdue then. */
function Months({
  report,
  currency,
  knownAt,
  onMonth,
}: {
  readonly report: AgingReport
  readonly currency: string
  readonly knownAt: string | undefined
  readonly onMonth: (on: string) => void
}) {
  const say = useText()
  const format = useFormat()
  const { asOf } = report
  // A table has its amounts in full, with their currency.
  const asTable = useChartsAsTables((charts) => charts.on)
  const history = useLive(api.risk.months, {
    asOf,
    months: MONTHS,
    ...(isCurrency(currency) ? { currency } : {}),
    ...(knownAt === undefined ? {} : { knownAt }),
  })
  const bars = useMemo<readonly MonthBar[]>(
    () =>
      (history.data?.months ?? []).map(({ month, on, overdueMinor }) => ({
        key: on,
        label: month.slice(5),
        fullLabel: format.month(month),
        value: Math.max(0, overdueMinor),
        figure: format.short(overdueMinor, currency),
        fullFigure: format.moneyWithCode(overdueMinor, currency),
      })),
    [history.data, format, currency],
  )
  const unit = commonUnit(bars.map((bar) => bar.figure))
  const shown = useMemo(
    () =>
      bars.map((bar) => ({ ...bar, figure: bar.figure.slice(0, bar.figure.length - unit.length) })),
    [bars, unit],
  )
  return (
    <div className={styles['part']}>
      <header>
        <h2>{say('aging.months')}</h2>
        {!asTable && (
          <span className={styles['quiet']}>
            {[unit.trim(), currency].filter(Boolean).join(' ')}
          </span>
        )}
      </header>
      {bars.length > 0 && (
        <MonthChart
          height={CHART_PX}
          bars={shown}
          chosen={asOf}
          onChoose={onMonth}
          summary={say('aging.months.says', {
            first: bars[0]?.fullFigure ?? '',
            last: bars.at(-1)?.fullFigure ?? '',
          })}
        />
      )}
    </div>
  )
}

/** The suffix all short figures share (" mn"), so that it stands once beside the title. */
function commonUnit(figures: readonly string[]): string {
  const units = new Set(figures.map((figure) => /[^\d)]*$/.exec(figure)?.[0] ?? ''))
  return units.size === 1 ? ([...units][0] ?? '') : ''
}
