/** Goal 15: how each job grows from ledger to ledger. */
import { ms, type Result } from './measure.ts'

export function growthTable(bySize: ReadonlyMap<number, readonly Result[]>): string {
  const sizes = [...bySize.keys()]
  const names = new Map<string, string>()
  // Jobs that name how many lines the busiest account has differ in that alone.
  for (const { job } of [...bySize.values()].flat()) names.set(keyOf(job.name), job.goal)
  const lines = [
    `| goal | growth | ${sizes.map((size) => `${size}`).join(' | ')} | last ÷ first |`,
    `| --- | --- | ${sizes.map(() => '---:').join(' | ')} | ---: |`,
  ]
  for (const [name, goal] of names) {
    const found = sizes.map(
      (size) => bySize.get(size)?.find(({ job }) => keyOf(job.name) === name)?.medianMs,
    )
    const [first, last] = [found[0], found.at(-1)]
    const factor = first && last ? `${(last / first).toFixed(1)}×` : ''
    lines.push(
      `| ${goal} | ${name} | ${found.map((one) => (one === undefined ? '' : ms(one))).join(' | ')} | ${factor} |`,
    )
  }
  return `${lines.join('\n')}\n`
}

function keyOf(name: string): string {
  return name.replace(/\(?\b\d+ lines\)?/, 'all lines')
}
