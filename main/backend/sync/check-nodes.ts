/** The digest beside the rows it stands for, as a part of verify (sync.md I12, I13). */
import type { Context } from '../context.ts'
import { type Failure, note } from '../features/verify-check.ts'
import { reread } from './reread.ts'

/** `altered`: rows of the documents that do not bear their hash. */
export function checkNodes(
  context: Context,
  altered: ReadonlySet<number>,
): { examined: number; failures: Failure[] } {
  if (!context.company.isConnected) return { examined: 0, failures: [] }
  const steps = reread(context, altered)
  let step = steps.next()
  while (!step.done) step = steps.next()
  const { suspect, nodes, examined } = step.value
  const failures = suspect.map((key) => {
    const [customerId = '', currency = '', month] = key.split(' ')
    return month === undefined
      ? note(`confirmed ${currency} of ${customerId}`)
      : { ...note(`confirmed cell ${month} of ${customerId}`), currency }
  })
  return { examined, failures: [...failures, ...nodes.map(note)] }
}
