/**
 * Makes a step of every command that has a way back, whichever screen sends it.
 *
 * Some must look at what is there before the command runs; what was read then is used only when the
 * command succeeded. A command without an entry here has no step: a backup, a file written.
 */
import { api, watchCommands } from '../api.ts'
import * as bank from './bank.ts'
import * as cards from './cards.ts'
import * as documents from './documents.ts'
import * as rules from './rules.ts'
import { awaitStep, record, type Step, useUndo } from './steps.ts'

type Found = Step | null | Promise<Step | null>
type Watcher = (input: never) => ((output: never) => Found) | Promise<(output: never) => Found>

const WATCHERS: Readonly<Record<string, Watcher>> = {
  'documents.post': (input: Parameters<typeof documents.posted>[0]) => (output: never) =>
    documents.posted(input, output),
  'documents.reverse': documents.beforeReversal,
  'documents.dispute': (input: Parameters<typeof documents.disputed>[0]) => (output: never) =>
    documents.disputed(input, output),
  'documents.resolveDispute':
    (input: Parameters<typeof documents.resolved>[0]) => (output: never) =>
      documents.resolved(input, output),
  'documents.agreeDueDate': documents.beforeAgreement,
  'allocations.add': (input: Parameters<typeof api.allocations.add>[0]) =>
    documents.beforeAllocating(input.credit, input.on, 'undo.allocate'),
  'allocations.remove': (input: Parameters<typeof api.allocations.remove>[0]) =>
    documents.beforeAllocating(input.credit, input.on, 'undo.deallocate'),
  'bank.post': (input: Parameters<typeof bank.linesPosted>[0]) => () => bank.linesPosted(input),
  'bank.parkMany': (input: Parameters<typeof bank.linesParked>[0]) => () => bank.linesParked(input),
  'bank.park': (input: Parameters<typeof bank.lineParked>[0]) => (output: never) =>
    bank.lineParked(input, output),
  'bank.undo': bank.beforeTakingBack,
  'customers.patch': cards.beforePatch,
  'customers.patchMany': cards.beforePatches,
  'customers.create': () => cards.created,
  'customers.archive': (input: Parameters<typeof cards.archived>[0]) => (output: never) =>
    cards.archived(input, output),
  'bank.setRule': rules.beforeRule,
  'bank.removeRule': rules.beforeRemoval,
  'bank.orderRules': rules.beforeOrder,
  'bank.forgetFact': (input: Parameters<typeof rules.forgotten>[0]) => (output: never) =>
    rules.forgotten(input, output),
  'companies.setSettings': cards.beforeSettings,
  'companies.change': cards.beforeFacts,
  'periods.close': cards.beforeClosing,
  'periods.reopen': cards.beforeReopening,
  'rates.set': cards.beforeRates,
  'imports.run': () => (output: { batchId: string | null; imported: number }) =>
    output.batchId === null
      ? null
      : cards.imported({ batchId: output.batchId, rows: output.imported }),
  'roundtrip.apply': () => (output: { batchId: string | null; cells: number; created: number }) =>
    output.batchId === null
      ? null
      : cards.broughtBack({ batchId: output.batchId, cells: output.cells + output.created }),
}

/** Steps belong to the company they were done in. */
const FORGETS: ReadonlySet<string> = new Set([
  'companies.open',
  'companies.create',
  'companies.createDemo',
  'companies.resetDemo',
  'companies.restore',
])

/** Has its own way to be stopped; Ctrl+Z meanwhile is about what was done before. */
const LONG: ReadonlySet<string> = new Set(['imports.run'])

export function watchForSteps(): void {
  watchCommands(async (path, input, run) => {
    if (FORGETS.has(path)) useUndo.getState().forget()
    const watcher = WATCHERS[path]
    if (!watcher || useUndo.getState().isMoving) return run()
    const command = sent(watcher, input, run)
    return LONG.has(path) ? command : awaitStep(command)
  })
}

async function sent(
  watcher: Watcher,
  input: unknown,
  run: () => Promise<unknown>,
): Promise<unknown> {
  const before = await watcher(input as never)
  const output = await run()
  const step = await before(output as never)
  if (step) record(step)
  return output
}
