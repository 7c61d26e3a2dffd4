/**
 * "Open in new window" for any record: Shift+Enter or Ctrl+Shift+click (⌘⇧ on a Mac) does what Enter
 * or a double click does here, but where that would go to another page, the page opens in a window
 * (in a browser: a tab) of its own. So every list that opens records has it, without knowing.
 */
import type { AnyRouter } from '@tanstack/react-router'
import { host } from '../host/index.ts'
import { IS_MAC } from '../ui/platform.ts'

/** A grid tells of its keys and clicks a moment later, not within the event. */
const MOMENT_MS = 600

let until = 0
/** What the act has opened: told twice, it opens once, and nothing happens here. */
let opened: string | null = null

/** Does an act; the page it goes to within a moment opens in a window of its own. */
export function elsewhere(act: () => void): void {
  until = performance.now() + MOMENT_MS
  opened = null
  act()
}

/** Routes what happens `elsewhere` to another window, and listens for its keys and clicks. */
export function openElsewhere(router: AnyRouter, target: Window): () => void {
  const here = router.navigate
  router.navigate = async (options) => {
    // In place of the present address a screen only notes where it stands.
    if (performance.now() > until || options.replace === true) return here(options)
    const { href } = router.buildLocation(options as never)
    if (href === opened) return
    opened = href
    host().openWindow(href)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const at = event.target
    if (event.key !== 'Enter' || !event.shiftKey || event.ctrlKey || event.metaKey || event.altKey)
      return
    // Enter opens nothing in a grid that says so.
    if (!(at instanceof HTMLElement) || at.closest('[data-own-enter]')) return
    const link = at.closest('a')
    if (link) return follow(event, link)
    if (!at.matches('[role=gridcell]')) return
    event.preventDefault()
    event.stopPropagation()
    elsewhere(() =>
      at.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }),
      ),
    )
  }
  const onClick = (event: MouseEvent) => {
    if (!event.shiftKey || event.button !== 0 || !(IS_MAC ? event.metaKey : event.ctrlKey)) return
    const at = event.target
    if (!(at instanceof Element)) return
    const link = at.closest('a')
    if (link) return follow(event, link)
    const cell = at.closest('[role=gridcell]')
    if (!cell) return
    event.preventDefault()
    event.stopPropagation()
    elsewhere(() =>
      at.dispatchEvent(new MouseEvent('dblclick', { bubbles: true, cancelable: true })),
    )
  }
  target.addEventListener('keydown', onKeyDown, { capture: true })
  target.addEventListener('click', onClick, { capture: true })
  return () => {
    router.navigate = here
    target.removeEventListener('keydown', onKeyDown, { capture: true })
    target.removeEventListener('click', onClick, { capture: true })
  }
}

function follow(event: Event, link: HTMLAnchorElement): void {
  if (!link.hash.startsWith('#/')) return
  event.preventDefault()
  event.stopPropagation()
  host().openWindow(link.hash.slice(1))
}
