/**
 * The figures of the grid whose cells were chosen last, for the status line of its screen.
 *
 * Up to 20,000 cells are added up at once; more of them in short steps between which the screen
 * works, while the figures of before are shown greyed.
 */
import { create } from 'zustand'
import type { SelectionSums } from './grid-sums.ts'

interface SumsState {
  /** The grid that shows its figures; a grid that has nothing chosen takes only its own away. */
  readonly owner: symbol | null
  readonly sums: SelectionSums | null
  /** Newer ones are on their way. */
  readonly isStale: boolean
}

export const useSelectionSums = create<SumsState>()(() => ({
  owner: null,
  sums: null,
  isStale: false,
}))

const CELLS_AT_ONCE = 20_000
const STEP_MS = 8

/** Works sums out for one grid; a newer question ends the one before. */
export class SumsDesk {
  readonly #owner = Symbol('grid')
  #asked = 0

  /**
   * `work` is walked to its end; `cells` is about how many it looks at. When rows were missing there,
   * `rest` is asked for the figures of all of them, and those of the loaded rows stand greyed.
   */
  show(
    cells: number,
    work: Iterator<undefined, SelectionSums>,
    rest: (() => Promise<SelectionSums>) | null,
    onFailed: (error: unknown) => void,
  ): void {
    this.#asked += 1
    const asked = this.#asked
    const done = (sums: SelectionSums) => {
      const isPart = rest !== null && sums.rowsMissing > 0
      useSelectionSums.setState({ owner: this.#owner, sums, isStale: isPart })
      if (!isPart) return
      rest().then(
        (all) => {
          if (asked === this.#asked)
            useSelectionSums.setState({ owner: this.#owner, sums: all, isStale: false })
        },
        (error: unknown) => {
          if (asked !== this.#asked) return
          useSelectionSums.setState({ isStale: false })
          onFailed(error)
        },
      )
    }
    if (cells <= CELLS_AT_ONCE) {
      let step = work.next()
      while (step.done !== true) step = work.next()
      done(step.value)
      return
    }
    const { owner, sums } = useSelectionSums.getState()
    useSelectionSums.setState({
      owner: this.#owner,
      sums: owner === this.#owner ? sums : null,
      isStale: true,
    })
    this.#walk(work, asked, done)
  }

  clear(): void {
    this.#asked += 1
    if (useSelectionSums.getState().owner === this.#owner)
      useSelectionSums.setState({ owner: null, sums: null, isStale: false })
  }

  #walk(
    work: Iterator<undefined, SelectionSums>,
    asked: number,
    onDone: (sums: SelectionSums) => void,
  ): void {
    const step = () => {
      if (asked !== this.#asked) return
      const untilMs = performance.now() + STEP_MS
      do {
        const { done, value } = work.next()
        if (done === true) return onDone(value)
      } while (performance.now() < untilMs)
      setTimeout(step)
    }
    setTimeout(step)
  }
}
