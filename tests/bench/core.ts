/**
 * A fresh core process that opens a company and answers aging, statement and search: run by the
 * bench with the flags a door gives its core; prints what it was resident with, as JSON.
 */
import { readFileSync } from 'node:fs'
import { startBackend } from '../../main/backend/start.ts'
import { contract } from '../../shared/contract/index.ts'
import { addDays, type IsoDate } from '../../shared/domain/days.ts'
import { connect } from '../../shared/rpc/client.ts'
import { portPair } from '../../shared/rpc/port.ts'

const [file = '', dataDir = '', day = '', customerCode = '', currency = ''] = process.argv.slice(2)
const asOf = day as IsoDate
const start = performance.now()
const backend = await startBackend({ dataDir, keepsColumns: true })
const [near, far] = portPair()
backend.attach(far, { namesPaths: true })
const { client } = connect(contract, near)
await client.companies.open({ file })
await client.companies.info({})
await client.reports.aging({ asOf })
const firstAgingMs = performance.now() - start
// The columns load between requests; when they are there, answers take a few milliseconds.
for (let waited = 0; waited < 100; waited += 1) {
  const asked = performance.now()
  await client.reports.aging({ asOf: addDays(asOf, -400) })
  if (performance.now() - asked < 120) break
  await new Promise((resolve) => setTimeout(resolve, 100))
}
const loadedMs = performance.now() - start
await client.reports.statement({
  customerCode,
  currency: currency as 'EUR',
  kind: 'running',
  to: asOf,
})
for (const text of ['m', 'mü', 'müşteri 9', 'c0001'])
  await client.customers.search({ text, limit: 20 })
for (let n = 0; n < 10; n += 1) await client.reports.aging({ asOf: addDays(asOf, -n * 40) })
const { arrayBuffers, heapUsed } = process.memoryUsage()
const status = readStatus()
process.stdout.write(
  `${JSON.stringify({
    firstAgingMs,
    loadedMs,
    residentMiB: status('VmRSS'),
    peakMiB: status('VmHWM'),
    ownMiB: status('RssAnon'),
    arraysMiB: arrayBuffers / 2 ** 20,
    heapMiB: heapUsed / 2 ** 20,
  })}\n`,
)
await backend.stop()

/** Figures of the kernel in MiB; elsewhere than on Linux what Node knows. */
function readStatus(): (name: string) => number {
  try {
    const text = readFileSync('/proc/self/status', 'utf8')
    return (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1] ?? 0) / 1024
  } catch {
    return () => process.memoryUsage.rss() / 2 ** 20
  }
}
