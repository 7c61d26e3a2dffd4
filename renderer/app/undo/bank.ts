/** The way back of bank lines posted and parked: as many as one act took, in one step. */
import { api } from '../api.ts'
import { useSettledLines } from '../bank-settled.ts'
import type { Step } from './steps.ts'

type Input<F extends (input: never) => Promise<unknown>> = Parameters<F>[0]
type Output<F extends (input: never) => Promise<unknown>> = Awaited<ReturnType<F>>

export function linesPosted(input: Input<typeof api.bank.post>): Step {
  const lineIds = input.applications.map(({ lineId }) => lineId)
  const reason = input.applications.find((one) => one.periodReason !== undefined)?.periodReason
  return {
    name: { id: 'undo.bankPost', values: { count: lineIds.length } },
    undo: () => back(lineIds, reason),
    redo: async () => {
      await api.bank.post(input)
      useSettledLines.getState().add(lineIds)
    },
  }
}

export function lineParked(
  input: Input<typeof api.bank.park>,
  { documentNo }: Output<typeof api.bank.park>,
): Step {
  return {
    name: { id: 'undo.bankPark', values: { document: documentNo } },
    undo: () => back([input.lineId], input.periodReason),
    redo: async () => {
      await api.bank.park(input)
      useSettledLines.getState().add([input.lineId])
    },
  }
}

export function linesParked(input: Input<typeof api.bank.parkMany>): Step {
  return {
    name: { id: 'undo.bankParkMany', values: { count: input.lineIds.length } },
    undo: () => back(input.lineIds, input.periodReason),
    redo: async () => {
      await api.bank.parkMany(input)
      useSettledLines.getState().add(input.lineIds)
    },
  }
}

async function back(
  lineIds: Input<typeof api.bank.undo>['lineIds'],
  periodReason: string | undefined,
): Promise<void> {
  await api.bank.undo({ lineIds, ...(periodReason === undefined ? {} : { periodReason }) })
  useSettledLines.getState().release(lineIds)
}
