/**
 * Keys of the three panes before their grids see them: Tab goes from lines to items to the match, Enter
 * accepts a line once however long it is held, Alt+↓ is the next suggestion.
 */
import { type KeyboardEvent, type RefObject, useCallback } from 'react'

/** A press this soon after an accepted line is that one doubled. */
const DOUBLED_MS = 250

export interface PaneKeys {
  readonly onKeyDownCapture: (event: KeyboardEvent) => void
}

export function usePaneKeys({
  focusLines,
  focusItems,
  focusMatch,
  nextSuggestion,
  acceptAll,
  acceptedMs,
}: {
  readonly focusLines: () => void
  /** False when there are none. */
  readonly focusItems: () => boolean
  readonly focusMatch: () => void
  readonly nextSuggestion: () => void
  readonly acceptAll: () => void
  /** When a line was accepted last, on the clock of events. */
  readonly acceptedMs: RefObject<number>
}): PaneKeys {
  const onKeyDownCapture = useCallback(
    (event: KeyboardEvent) => {
      const pane = event.target instanceof Element ? paneOf(event.target) : null
      if (pane === null || event.ctrlKey || event.metaKey) return
      const taken = () => {
        event.preventDefault()
        event.stopPropagation()
      }
      if (event.altKey) {
        if (event.key !== 'ArrowDown' || pane === 'match') return
        taken()
        nextSuggestion()
      } else if (event.key === 'Enter') {
        if (event.shiftKey) {
          taken()
          if (!event.repeat) acceptAll()
          return
        }
        if (event.repeat || event.timeStamp - acceptedMs.current < DOUBLED_MS) taken()
      } else if (event.key === 'Tab') {
        if (pane === 'lines' && !event.shiftKey) {
          taken()
          if (!focusItems()) focusMatch()
        } else if (pane === 'items') {
          taken()
          if (event.shiftKey) focusLines()
          else focusMatch()
        } else if (pane === 'match' && event.shiftKey && isFirstOf(event.target)) {
          taken()
          if (!focusItems()) focusLines()
        }
      }
    },
    [focusLines, focusItems, focusMatch, nextSuggestion, acceptAll, acceptedMs],
  )
  return { onKeyDownCapture }
}

function paneOf(target: Element): string | null {
  // Heads, filters and fields keep their own keys.
  const pane = target.closest('[data-pane]')?.getAttribute('data-pane') ?? null
  return pane === 'match' || target.closest('[role=gridcell]') ? pane : null
}

function isFirstOf(target: EventTarget): boolean {
  return (
    target instanceof Element && target.closest('[data-pane]')?.querySelector('button') === target
  )
}
