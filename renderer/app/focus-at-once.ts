/**
 * The focus of dialogs, menus and other pop-ups: one that opens has it before the next key, and one
 * that goes gives it back before the next key.
 *
 * The library does both in timers: what is typed in between goes to the screen behind, where a letter
 * is a quick key, and the field that the next key opened loses the focus to the past. An observer is
 * told within the task that drew the change, so nothing comes in between.
 */
const WANTS = '[data-autofocus]'
/** Those that take the focus; what marks itself with `data-own-focus` gives it back itself. */
const POPUP = ['dialog', 'alertdialog', 'menu']
  .map((role) => `[role=${role}]:not([data-own-focus])`)
  .join(', ')
/** Focus moves that are remembered: into a pop-up some come before the observer hears of it. */
const MOVES_MAX = 8

/** For the life of the page. */
export function focusAtOnce(root: HTMLElement): void {
  const moves: Element[] = []
  root.addEventListener(
    'focusin',
    ({ target }) => {
      if (!(target instanceof Element)) return
      moves.push(target)
      if (moves.length > MOVES_MAX) moves.shift()
    },
    { capture: true },
  )
  /** Where the focus was before each pop-up that is there. */
  const before = new Map<Element, Element | undefined>()
  const observer = new MutationObserver((changes) => {
    let hasLeft = false
    for (const { target, addedNodes, removedNodes } of changes) {
      // Rows of grids come and go with every scroll, and never ask for it.
      if (target instanceof Element && target.closest('[role=grid]')) continue
      hasLeft ||= removedNodes.length > 0
      for (const added of addedNodes) {
        if (!(added instanceof HTMLElement) || !added.isConnected) continue
        for (const popup of withIn(added, POPUP))
          if (!before.has(popup))
            before.set(
              popup,
              moves.findLast((element) => !popup.contains(element)),
            )
        const [wants] = withIn(added, WANTS)
        if (wants instanceof HTMLElement) wants.focus({ preventScroll: true })
      }
    }
    if (hasLeft) giveBack(before)
  })
  observer.observe(root, { childList: true, subtree: true })
}

/** To where it was before the pop-ups that have gone, if it went with them. */
function giveBack(before: Map<Element, Element | undefined>): void {
  const gone = [...before].filter(([popup]) => !popup.isConnected)
  for (const [popup] of gone) before.delete(popup)
  if (gone.length === 0 || document.activeElement !== document.body) return
  for (const [, from] of gone.reverse()) {
    if (!(from instanceof HTMLElement) || !from.isConnected) continue
    from.focus({ preventScroll: true })
    return
  }
}

function withIn(added: HTMLElement, selector: string): readonly Element[] {
  const inside = [...added.querySelectorAll(selector)]
  return added.matches(selector) ? [added, ...inside] : inside
}
