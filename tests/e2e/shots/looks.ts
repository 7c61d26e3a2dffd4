/**
 * What a careful eye would find on a screen, found by measure: text that is cut, controls that lie on
 * each other, parts outside of the window, a page that scrolls sideways. And the words that are seen,
 * for their language and the form of their numbers.
 */
import type { Page } from '@playwright/test'

export interface Looks {
  readonly found: readonly string[]
  /** Each text that is seen, once. */
  readonly texts: readonly string[]
}

export function looksOf(page: Page): Promise<Looks> {
  return page.evaluate(lookInPage)
}

/** Sent to the page as source text: it may use nothing from outside of itself. */
function lookInPage(): { found: string[]; texts: string[] } {
  const found = new Set<string>()
  const texts = new Set<string>()
  const NEAR = 1.5
  const CONTROL =
    'button, a[href], input, select, textarea, [role=tab], [role=option], [role=menuitem]'

  // Columns of a grid whose words may be long; the whole stands in their title on hover.
  const LONG = new Set(
    'name customerName description reason was now yours advice when then key payer'.split(' '),
  )

  const page = document.scrollingElement ?? document.documentElement
  if (page.scrollWidth > innerWidth + 1) found.add(`the page scrolls sideways: ${page.scrollWidth}`)
  if (page.scrollHeight > innerHeight + 1 && document.querySelector('main#content'))
    found.add(`the page scrolls: ${page.scrollHeight}`)

  const styles = new Map<Element, CSSStyleDeclaration>()
  const styleOf = (element: Element) => {
    const known = styles.get(element) ?? getComputedStyle(element)
    styles.set(element, known)
    return known
  }
  const dialog = [...document.querySelectorAll('[aria-modal=true]')].at(-1)
  for (const bar of document.querySelectorAll('.ag-scrollbar-invisible > *'))
    if (bar.clientHeight > 0 && !/^transparent$|^rgba\(.*, 0\)$/.test(styleOf(bar).backgroundColor))
      found.add('a scrollbar is painted over rows')
  if (dialog)
    for (const note of document.querySelectorAll('[data-cell-note]'))
      found.add(`a cell's note stays beside the dialog: "${note.textContent}"`)
  const root = document.getElementById('root')
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
    const element = node.parentElement
    if (text === '' || !element || !isSeen(element)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const box = range.getBoundingClientRect()
    if (box.width === 0 || box.height === 0) continue
    texts.add(text)
    const cut = cutOf(element, box)
    if (cut !== null && !isCutOnPurpose(element, text)) found.add(`${cut}: "${text}"`)
  }
  for (const field of document.querySelectorAll<HTMLInputElement>('input:not([type=hidden])')) {
    if (!isSeen(field) || ['checkbox', 'radio', 'range'].includes(field.type)) continue
    if (field.scrollWidth > field.clientWidth + NEAR && field !== document.activeElement)
      found.add(`cut in a field: "${field.value || field.placeholder}"`)
  }
  for (const control of document.querySelectorAll<HTMLElement>(CONTROL)) {
    if (!isSeen(control)) continue
    const box = control.getBoundingClientRect()
    if (box.width < 2 || box.height < 2) continue
    const over = coveredBy(control, box)
    if (over !== null) found.add(`"${nameOf(control)}" lies under "${over}"`)
    if (sticksOut(control, box)) found.add(`sticks out of its region: "${nameOf(control)}"`)
    if (isOutside(control, box)) found.add(`outside of the window: "${nameOf(control)}"`)
  }
  return { found: [...found], texts: [...texts] }

  function isSeen(element: Element): boolean {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false
    if (
      element.closest(
        'pre, [class*=visually-hidden], [class*=skip], .ag-aria-description-container',
      )
    )
      return false
    // What a dialog stands before is not looked at.
    return !dialog || dialog.contains(element) || !root?.contains(element)
  }

  /** Across or down, by the nearest box that hides what flows over; one that scrolls shows it all. */
  function cutOf(element: Element, box: DOMRect): string | null {
    let across = true
    let down = true
    for (let at: Element | null = element; at && (across || down); at = at.parentElement) {
      const style = styleOf(at)
      if (style.display === 'inline' || style.display === 'contents') continue
      const edge = at.getBoundingClientRect()
      const isCell = at.matches('[role=gridcell], [role=columnheader], [role=rowheader]')
      if (across && style.overflowX !== 'visible') {
        if (style.overflowX !== 'auto' && style.overflowX !== 'scroll')
          if (box.right > edge.right + NEAR || box.left < edge.left - NEAR) return 'cut across'
        across = !isCell && style.overflowX === 'hidden' && !isScrolled(at)
      }
      if (down && style.overflowY !== 'visible') {
        if (style.overflowY === 'hidden' || style.overflowY === 'clip')
          if (box.bottom > edge.bottom + 3 || box.top < edge.top - 3) return 'cut below'
        down = !isCell && style.overflowY === 'hidden' && !isScrolled(at)
      }
      if (isCell) return null
    }
    return null
  }

  function isScrolled(element: Element): boolean {
    return element.scrollWidth > element.clientWidth + 1 && element.scrollLeft > 0
  }

  /** Long words may end in dots where the whole is shown on demand; a number never. */
  function isCutOnPurpose(element: Element, text: string): boolean {
    if (/^[−-]?[\d.,\s]+(?:[A-Z]{3}|%|[a-zA-ZöüğışçÖÜ. ]{0,5})?$/.test(text)) return false
    const cell = element.closest('[role=gridcell]')
    if (cell) {
      const isTotal = cell.closest('[role=row]')?.getAttribute('row-index')?.startsWith('b-')
      return isTotal !== true && LONG.has(cell.getAttribute('col-id') ?? '')
    }
    return element.closest('[title], [data-full]') !== null
  }

  function coveredBy(control: HTMLElement, box: DOMRect): string | null {
    const x = box.left + box.width / 2
    const y = box.top + box.height / 2
    const top = document.elementFromPoint(x, y)
    const other = top?.closest<HTMLElement>(CONTROL)
    if (!top || !other || other.contains(control) || control.contains(other)) return null
    if (other.closest('label')?.contains(control)) return null
    const layer =
      '[role=dialog], [role=menu], [role=listbox], [data-portal], .mantine-Popover-dropdown'
    if (other.closest(layer) !== control.closest(layer)) return null
    // Rows under the totals of their list, fields under a bar that stays in sight: scrolled to.
    if (control.closest('[role=gridcell]') || isSticky(other)) return null
    return isScrolledAway(control, x, y) ? null : nameOf(other)
  }

  /** Outside of what its own scrolling box shows of it now. */
  function isScrolledAway(control: Element, x: number, y: number): boolean {
    for (let at = control.parentElement; at; at = at.parentElement) {
      const { overflowX, overflowY } = styleOf(at)
      if (!/auto|scroll/.test(overflowX + overflowY)) continue
      const port = at.getBoundingClientRect()
      if (x < port.left || x > port.right || y < port.top || y > port.bottom) return true
    }
    return false
  }

  function isSticky(element: Element): boolean {
    for (let at: Element | null = element; at; at = at.parentElement)
      if (styleOf(at).position === 'sticky') return true
    return false
  }

  function sticksOut(control: Element, box: DOMRect): boolean {
    for (let at = control.parentElement; at; at = at.parentElement) {
      const { overflowX, overflowY, position } = styleOf(at)
      if (/auto|scroll/.test(overflowX + overflowY) || /fixed|absolute/.test(position)) return false
      if (at.matches('[role=grid]')) return false
      if (at.matches('section, aside, footer, header, main')) {
        const edge = at.getBoundingClientRect()
        return box.right > edge.right + NEAR || box.left < edge.left - NEAR
      }
    }
    return false
  }

  function isOutside(control: Element, box: DOMRect): boolean {
    for (let at = control.parentElement; at; at = at.parentElement) {
      const { overflowX, overflowY, position } = styleOf(at)
      if (/auto|scroll/.test(overflowX + overflowY)) return false
      if (at.matches('[role=grid]')) return false
      if (position === 'fixed') break
    }
    return (
      box.right > innerWidth + NEAR ||
      box.left < -NEAR ||
      box.bottom > innerHeight + NEAR ||
      box.top < -NEAR
    )
  }

  function nameOf(control: Element): string {
    const name = control.getAttribute('aria-label') ?? control.textContent ?? ''
    return name.replaceAll(/\s+/g, ' ').trim().slice(0, 60) || control.tagName.toLowerCase()
  }
}
