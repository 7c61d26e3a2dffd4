/**
 * What was done in this window, one step per act, for Ctrl+Z and Ctrl+Y.
 *
 * A step names itself in the reader's words and knows its way back and forth. Going back writes new
 * entries (a reversal, an allocation taken back, the old value of a field), so the audit shows both.
 * A step that somebody else's later change stands on is refused with who and when, and dropped.
 */
import { create } from 'zustand'
import type { MessageId } from '../../../shared/i18n/index.ts'

export const STEPS_MAX = 100

export interface StepName {
  readonly id: MessageId
  readonly values: Readonly<Record<string, string | number>>
}

export interface Step {
  readonly name: StepName
  readonly undo: () => Promise<void>
  /** Null where doing it again needs the person: a file to choose once more. */
  readonly redo: (() => Promise<void>) | null
}

/** Somebody changed the same thing after the step. */
export class ChangedSince extends Error {
  readonly actor: string
  readonly at: string

  constructor(actor: string, at: string) {
    super(`changed since by ${actor} at ${at}`)
    this.actor = actor
    this.at = at
  }
}

interface UndoState {
  /** Newest last. */
  readonly done: readonly Step[]
  readonly undone: readonly Step[]
  /** A step is on its way: commands it sends are not steps of their own. */
  readonly isMoving: boolean
  readonly did: (step: Step) => void
  /** Takes the newest step back, or the newest one taken back forth again; answers which. */
  readonly move: (way: 'undo' | 'redo') => Promise<Step | null>
  readonly forget: () => void
}

export const useUndo = create<UndoState>()((set, get) => ({
  done: [],
  undone: [],
  isMoving: false,
  did: (step) => set({ done: [...get().done, step].slice(-STEPS_MAX), undone: [] }),
  move: async (way) => {
    const { done, undone, isMoving } = get()
    const step = (way === 'undo' ? done : undone).at(-1)
    if (!step || isMoving) return null
    set(
      way === 'undo'
        ? { done: done.slice(0, -1), isMoving: true }
        : { undone: undone.slice(0, -1), isMoving: true },
    )
    try {
      await (way === 'undo' ? step.undo() : step.redo?.())
      if (way === 'redo') set({ done: [...get().done, step].slice(-STEPS_MAX) })
      else if (step.redo) set({ undone: [...get().undone, step] })
      return step
    } finally {
      set({ isMoving: false })
    }
  },
  forget: () => set({ done: [], undone: [] }),
}))

let collecting: Step[] | null = null

/** Takes a step in: into the one being collected, or by itself. */
export function record(step: Step): void {
  if (useUndo.getState().isMoving) return
  if (collecting) collecting.push(step)
  else useUndo.getState().did(step)
}

/** Everything `work` does becomes one step: a paste over forty cells is undone as one. */
export async function asOneStep<Result>(
  name: StepName,
  work: () => Promise<Result>,
): Promise<Result> {
  if (collecting) return work()
  const steps: Step[] = []
  collecting = steps
  try {
    return await work()
  } finally {
    collecting = null
    if (steps.length > 0) useUndo.getState().did(joined(name, steps))
  }
}

function joined(name: StepName, steps: readonly Step[]): Step {
  return {
    name,
    undo: async () => {
      for (const step of steps.toReversed()) await step.undo()
    },
    redo: steps.every((step) => step.redo !== null)
      ? async () => {
          for (const step of steps) await step.redo?.()
        }
      : null,
  }
}
