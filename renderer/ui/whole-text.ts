/** The whole of a text that its cell cuts, on hover: words may end in dots where it can be had. */
import type { MouseEvent } from 'react'

const CELL = '[role=gridcell], [role=columnheader]'

export function showWholeText({ target }: MouseEvent): void {
  const cell = target instanceof Element ? target.closest<HTMLElement>(CELL) : null
  if (!cell) return
  const inner = cell.querySelector<HTMLElement>('.ag-header-cell-text') ?? cell
  if (inner.scrollWidth > inner.clientWidth) cell.title = inner.textContent
  else cell.removeAttribute('title')
}
