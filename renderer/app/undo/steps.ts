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
  /**
   * Takes the newest step back, or the newest one taken back forth again; answers which. The newest
   * is the one of what was last done, answered yet or not; keys pressed quickly go one by one.
   */
  readonly move: (way: 'undo' | 'redo') => Promise<Step | null>
  readonly forget: () => void
}

export const useUndo = create<UndoState>()((set, get) => ({
  done: [],
  undone: [],
  isMoving: false,
  did: (step) => set({ done: [...get().done, step].slice(-STEPS_MAX), undone: [] }),
  move: (way) => {
    const before = [...underWay]
    return awaitStep(Promise.all(before).then(() => moved(way)))
  },
  forget: () => set({ done: [], undone: [] }),
}))

async function moved(way: 'undo' | 'redo'): Promise<Step | null> {
  const { getState: get, setState: set } = useUndo
  const { done, undone } = get()
  const step = (way === 'undo' ? done : undone).at(-1)
  if (!step) return null
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
}

/** Commands sent and not answered yet, that will leave a step; and steps asked to be taken. */
const underWay = new Set<Promise<unknown>>()

/** A step may come of `command`: what is pressed before its answer waits for it. */
export function awaitStep<Result>(command: Promise<Result>): Promise<Result> {
  const settled = command.then(
    () => undefined,
    () => undefined,
  )
  underWay.add(settled)
  void settled.then(() => underWay.delete(settled))
  return command
}

/** Takes a step in. */
export function record(step: Step): void {
  if (!useUndo.getState().isMoving) useUndo.getState().did(step)
}
