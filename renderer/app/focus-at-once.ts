/**
 * A dialog or menu that opens has the focus before the next key.
 *
 * The library's trap gives it in a timer: what is typed in between went to the screen behind, where a
 * letter is a quick key. An observer is told within the task that drew it, so nothing comes in between.
 */
const WANTS = '[data-autofocus]'

/** For the life of the page. */
export function focusAtOnce(root: HTMLElement): void {
  const observer = new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      // Rows of grids come and go with every scroll, and never ask for it.
      if (target instanceof Element && target.closest('[role=grid]')) continue
      for (const added of addedNodes) {
        const wants = added instanceof HTMLElement ? wanting(added) : null
        if (wants) wants.focus({ preventScroll: true })
      }
    }
  })
  observer.observe(root, { childList: true, subtree: true })
}

function wanting(added: HTMLElement): HTMLElement | null {
  return added.matches(WANTS) ? added : added.querySelector<HTMLElement>(WANTS)
}
