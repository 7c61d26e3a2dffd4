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

/** Taking back, seen from the other side: what the lines were posted as, or why they were parked. */
export async function beforeTakingBack(
  input: Input<typeof api.bank.undo>,
): Promise<(output: unknown) => Step | null> {
  const { lineIds, periodReason } = input
  const period = periodReason === undefined ? {} : { periodReason }
  const [lines, applications] = await Promise.all([
    Promise.all(lineIds.map((lineId) => api.bank.get({ lineId }))),
    api.bank.postedAs({ lineIds }),
  ])
  const posted = applications.flatMap((one) => (one === null ? [] : [{ ...one, ...period }]))
  const parked = lines.flatMap(({ entry, state, reason }) =>
    state === 'suspense' && reason !== null ? [{ lineId: entry.id, reason, ...period }] : [],
  )
  return () =>
    posted.length + parked.length < lineIds.length
      ? null
      : {
          name: { id: 'undo.bankBack', values: { count: lineIds.length } },
          undo: async () => {
            if (posted.length > 0) await api.bank.post({ applications: posted })
            for (const one of parked) await api.bank.park(one)
            useSettledLines.getState().add(lineIds)
          },
          redo: () => back(lineIds, periodReason),
        }
}

async function back(
  lineIds: Input<typeof api.bank.undo>['lineIds'],
  periodReason: string | undefined,
): Promise<void> {
  await api.bank.undo({ lineIds, ...(periodReason === undefined ? {} : { periodReason }) })
  useSettledLines.getState().release(lineIds)
}
