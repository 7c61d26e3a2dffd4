import { writeXlsx } from '../main/backend/documents/table.ts'
import { rmSync } from 'node:fs'
function* rows() {
  for (let n = 0; n < 100000; n += 1)
    yield Array.from({ length: 12 }, (_, c): any =>
      c === 0
        ? { day: `2025-${String(1 + (n % 12)).padStart(2, '0')}-15` }
        : c < 6
          ? { minor: n * 100 + c, currency: 'EUR' }
          : c === 6
            ? { number: n }
            : `Müşteri ${n % 997} & ${c}`,
    )
}
for (let i = 0; i < 2; i++) {
  rmSync('/tmp/out/p.xlsx', { force: true })
  const t = performance.now()
  const c = process.cpuUsage()
  await writeXlsx('/tmp/out/p.xlsx', [
    {
      sheet: 'B',
      headings: Array.from({ length: 12 }, (_, n) => `C${n}`),
      widths: [],
      rows: rows(),
      totals: [],
    },
  ])
  const d = process.cpuUsage(c)
  console.log(
    'plain',
    (performance.now() - t) | 0,
    'cpu',
    ((d.user + d.system) / 1000) | 0,
    'maxrss',
    (process.resourceUsage().maxRSS / 1024) | 0,
  )
}
process.exit()
