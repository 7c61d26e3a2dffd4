/**
 * Bars over months, with the figure on each bar, and a line in another unit on top where asked.
 *
 * The drawing is for the eye; its text summary names it and a table with the same figures stands
 * beside it for readers, or in its place when charts are shown as tables (T). Labels come from
 * functions, so that nothing a customer typed is read as a template.
 */
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { create } from 'zustand'
import type { Drawing } from './echarts.ts'
import { useText } from './language.tsx'
import styles from './MonthChart.module.css'

export interface MonthBar {
  readonly key: string
  /** Under the bar, short; and in the table, in full. */
  readonly label: string
  readonly fullLabel: string
  readonly value: number
  /** On the bar, short; and in the table, in full. */
  readonly figure: string
  readonly fullFigure: string
  /** Of the line; null leaves a gap. */
  readonly line?: number | null
  readonly lineFigure?: string
}

/** Whether charts show as tables: one choice for all of them. */
export const useChartsAsTables = create<{ on: boolean; toggle: () => void }>()((set) => ({
  on: false,
  toggle: () => set(({ on }) => ({ on: !on })),
}))

export function MonthChart({
  summary,
  bars,
  height,
  chosen,
  onChoose,
}: {
  readonly summary: string
  readonly bars: readonly MonthBar[]
  readonly height: number
  /** Key of the bar that stands for what the screen shows. */
  readonly chosen?: string
  readonly onChoose?: (key: string) => void
}) {
  const say = useText()
  const scheme = useComputedColorScheme('light')
  const asTable = useChartsAsTables((charts) => charts.on)
  const place = useRef<HTMLDivElement>(null)
  const [drawing, setDrawing] = useState<Drawing | null>(null)
  const hasLine = bars.some((bar) => bar.line !== undefined)

  useEffect(() => {
    const element = place.current
    if (!element || asTable) return
    let made: Drawing | null = null
    let isGone = false
    const sizes = new ResizeObserver(() => made?.resize())
    void import('./echarts.ts').then(({ draw }) => {
      if (isGone) return
      made = draw(element)
      sizes.observe(element)
      setDrawing(made)
    })
    return () => {
      isGone = true
      sizes.disconnect()
      made?.dispose()
      setDrawing(null)
    }
  }, [asTable])

  useEffect(() => {
    if (!drawing) return
    // Once the theme stands on the root: its colours are read from there.
    const frame = requestAnimationFrame(() =>
      drawing.setOption(optionOf(bars, chosen, hasLine), true),
    )
    drawing.off('click')
    drawing.on('click', ({ dataIndex }) => {
      const key = typeof dataIndex === 'number' ? bars[dataIndex]?.key : undefined
      if (key !== undefined) onChoose?.(key)
    })
    return () => cancelAnimationFrame(frame)
  }, [drawing, bars, chosen, hasLine, onChoose, scheme])

  const table = (
    <table className={asTable ? styles['table'] : 'visually-hidden'}>
      <caption className="visually-hidden">{summary}</caption>
      <thead>
        <tr>
          <th scope="col">{say('chart.month')}</th>
          <th scope="col">{say('chart.amount')}</th>
          {hasLine && <th scope="col">{say('chart.days')}</th>}
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.key}>
            <th scope="row">{bar.fullLabel}</th>
            <td>{bar.fullFigure}</td>
            {hasLine && <td>{bar.lineFigure ?? ''}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
  return (
    <div
      className={styles['chart']}
      style={asTable ? undefined : { height }}
      data-as-table={asTable || undefined}
    >
      {!asTable && (
        <div ref={place} className={styles['drawing']} role="img" aria-label={summary} />
      )}
      <div
        className={asTable ? styles['scroll'] : undefined}
        {...(asTable ? { tabIndex: 0, role: 'region', 'aria-label': summary } : {})}
      >
        {table}
      </div>
    </div>
  )
}

/** Colours are roles of the theme, read as they stand now. */
function role(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

function optionOf(bars: readonly MonthBar[], chosen: string | undefined, hasLine: boolean) {
  const size = 11 * Number(role('--scale') || '1')
  const text = { color: role('--text-2'), fontFamily: role('--font'), fontSize: size }
  const border = role('--border-strong')
  const highest = Math.max(1, ...bars.map((bar) => bar.value))
  const line = spanOf(bars)
  return {
    animation: false,
    grid: { left: 16, right: 16, top: size + 11, bottom: size + 9 },
    xAxis: {
      type: 'category' as const,
      data: bars.map((bar) => bar.key),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: border } },
      axisLabel: {
        ...text,
        interval: 0,
        margin: 6,
        formatter: (_: string, at: number) => bars[at]?.label ?? '',
      },
    },
    yAxis: [
      // With a line above them, bars keep to the lower part.
      { type: 'value' as const, show: false, min: 0, max: highest * (hasLine ? 2.3 : 1) },
      { type: 'value' as const, show: false, min: line.top - line.span * 2.5, max: line.top },
    ],
    series: [
      {
        type: 'bar' as const,
        cursor: 'pointer',
        barMaxWidth: 44,
        barCategoryGap: '28%',
        data: bars.map((bar) => ({
          value: bar.value,
          itemStyle: {
            color: role(bar.key === chosen ? '--accent' : '--age-1'),
            borderColor: role('--accent'),
            borderWidth: 1,
            borderRadius: [3, 3, 0, 0],
          },
        })),
        label: {
          ...text,
          color: role('--text-1'),
          show: true,
          position: 'top' as const,
          distance: 5,
          formatter: ({ dataIndex }: { dataIndex: number }) => bars[dataIndex]?.figure ?? '',
        },
        emphasis: { disabled: true },
      },
      ...(hasLine
        ? [
            {
              type: 'line' as const,
              yAxisIndex: 1,
              data: bars.map((bar) => bar.line ?? null),
              symbolSize: 5,
              lineStyle: { color: role('--danger'), width: 1.5 },
              itemStyle: { color: role('--danger') },
              label: {
                ...text,
                color: role('--danger'),
                show: true,
                position: 'top' as const,
                distance: 6,
                formatter: ({ dataIndex }: { dataIndex: number }) =>
                  bars[dataIndex]?.lineFigure ?? '',
              },
              silent: true,
            },
          ]
        : []),
    ],
  }
}

/** Where the line is highest, and from there to its lowest point. */
function spanOf(bars: readonly MonthBar[]): { readonly top: number; readonly span: number } {
  const values = bars.flatMap(({ line }) => (line === undefined || line === null ? [] : [line]))
  const top = Math.max(0, ...values)
  return { top, span: Math.max(1, top - Math.min(0, ...values)) }
}
