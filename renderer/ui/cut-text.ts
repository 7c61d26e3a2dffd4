/** Text that has no room in its cell: shown whole under the pointer, and below the focused cell. */
import { useEffect, type RefObject } from 'react'

/** The whole text of a cell that shows only a part of it; null when all of it is seen. */
export function cutText(cell: Element): string | null {
  const isCut = [cell, ...cell.querySelectorAll('*')].some(
    (one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0,
  )
  return isCut ? (cell.textContent?.trim() ?? '') || null : null
}

/** Gives a cut cell its whole text as a tip while the pointer is on it. */
export function useTips(frameRef: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const frame = frameRef.current
    const onOver = ({ target }: MouseEvent) => {
      const cell =
        target instanceof Element ? target.closest('[role=gridcell], [role=columnheader]') : null
      if (!cell) return
      const text = cutText(cell)
      if (text === null) cell.removeAttribute('title')
      else cell.setAttribute('title', text)
    }
    frame?.addEventListener('mouseover', onOver)
    return () => frame?.removeEventListener('mouseover', onOver)
  }, [frameRef])
}
