/**
 * Figures of this process in Prometheus' text format 0.0.4: counters, one histogram and gauges that
 * are read when asked. Labels are route patterns and codes, never an id or a name.
 */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const

interface Timing {
  readonly counts: number[]
  sum: number
  all: number
}

export class Metrics {
  readonly #counters = new Map<string, Map<string, number>>()
  readonly #timings = new Map<string, Timing>()
  readonly #gauges = new Map<string, () => number>()

  count(name: string, labels: Readonly<Record<string, string>>, by = 1): void {
    const series = this.#counters.get(name) ?? new Map<string, number>()
    this.#counters.set(name, series)
    const key = labelText(labels)
    series.set(key, (series.get(key) ?? 0) + by)
  }

  /** Of `saldo_request_seconds`, by route. */
  took(route: string, seconds: number): void {
    const timing = this.#timings.get(route) ?? { counts: SECONDS.map(() => 0), sum: 0, all: 0 }
    this.#timings.set(route, timing)
    timing.sum += seconds
    timing.all += 1
    const bucket = SECONDS.findIndex((edge) => seconds <= edge)
    if (bucket >= 0) timing.counts[bucket] = (timing.counts[bucket] ?? 0) + 1
  }

  gauge(name: string, read: () => number): void {
    this.#gauges.set(name, read)
  }

  text(): string {
    const lines: string[] = []
    for (const [name, series] of this.#counters) {
      lines.push(`# TYPE ${name} counter`)
      for (const [labels, value] of series) lines.push(`${name}${labels} ${value}`)
    }
    lines.push('# TYPE saldo_request_seconds histogram')
    for (const [route, { counts, sum, all }] of this.#timings) {
      let below = 0
      SECONDS.forEach((edge, i) => {
        below += counts[i] ?? 0
        lines.push(`saldo_request_seconds_bucket${labelText({ route, le: String(edge) })} ${below}`)
      })
      lines.push(`saldo_request_seconds_bucket${labelText({ route, le: '+Inf' })} ${all}`)
      lines.push(`saldo_request_seconds_sum${labelText({ route })} ${sum}`)
      lines.push(`saldo_request_seconds_count${labelText({ route })} ${all}`)
    }
    for (const [name, read] of this.#gauges) lines.push(`# TYPE ${name} gauge`, `${name} ${read()}`)
    return `${lines.join('\n')}\n`
  }
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const parts = Object.entries(labels).map(
    ([key, value]) => `${key}="${value.replace(/["\\\n]/g, '_')}"`,
  )
  return parts.length === 0 ? '' : `{${parts.join(',')}}`
}
