/**
 * Faults on demand, for tests (sync.md 25): `SALDO_FAULT=name@count` lets the named point fail when it
 * is passed for the count-th time. Anything else is refused at start, so that a misspelt fault does
 * not pass for a survived one.
 */
export const FAULTS = [
  'crash-before-commit',
  'crash-after-commit',
  'io-full',
  'io-fail-fsync',
] as const
export type Fault = (typeof FAULTS)[number]

const planned = read(process.env['SALDO_FAULT'])
let passed = 0

/** True when the point is to fail now; a crash does not return. */
export function fails(fault: Fault): boolean {
  if (planned?.fault !== fault) return false
  passed += 1
  if (passed !== planned.count) return false
  if (fault.startsWith('crash')) process.kill(process.pid, 'SIGKILL')
  return true
}

function read(setting: string | undefined): { fault: Fault; count: number } | null {
  if (setting === undefined || setting === '') return null
  const [name, count] = setting.split('@')
  const fault = FAULTS.find((one) => one === name)
  if (!fault || !/^[1-9]\d*$/.test(count ?? ''))
    throw new Error(`SALDO_FAULT is unknown: ${setting}`)
  return { fault, count: Number(count) }
}
