/**
 * Keys that come while an act is still on its way to its place: the next problem of a file is asked of
 * the backend, and F2 pressed meanwhile belongs to the cell it will stand on. Such keys are held and
 * pressed again, in their order, once the act is there. So none is lost and none goes elsewhere.
 *
 * Tab and the keys of the clipboard are the browser's own and cannot be pressed again: they are let
 * through. What waits too long is let go, and the keys with it act where the focus is.
 */

type Held = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

const HOLD_MAX_MS = 3000
const MODIFIERS: ReadonlySet<string> = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph'])

let holds = 0
let isReplaying = false
const queue: Held[] = []

/** Holds keys until the act has come to its place, well or not. */
export function holdKeys(act: Promise<unknown>): void {
  if (holds === 0 && !isReplaying) window.addEventListener('keydown', catchKey, { capture: true })
  holds += 1
  let isDone = false
  const done = () => {
    if (isDone) return
    isDone = true
    holds -= 1
    if (holds === 0 && !isReplaying) void replay()
  }
  const timer = setTimeout(done, HOLD_MAX_MS)
  act.then(done, done).finally(() => clearTimeout(timer))
}

/** Holds keys until the focus has come into what the selector names: a menu on its way, say. */
export function holdKeysUntilIn(selector: string): void {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof Element) || target.closest(selector) === null) return
    document.removeEventListener('focusin', onFocus, { capture: true })
    resolve(undefined)
  }
  document.addEventListener('focusin', onFocus, { capture: true })
  holdKeys(promise)
}

function catchKey(event: KeyboardEvent): void {
  const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event
  if (!event.isTrusted || event.isComposing || MODIFIERS.has(key)) return
  const isClipboard = (ctrlKey || metaKey) && ['c', 'x', 'v'].includes(key.toLowerCase())
  if (key === 'Tab' || isClipboard) return
  event.preventDefault()
  event.stopImmediatePropagation()
  queue.push({ key, code, ctrlKey, metaKey, shiftKey, altKey })
}

async function replay(): Promise<void> {
  isReplaying = true
  for (let held = queue.shift(); held !== undefined; held = queue.shift()) {
    press(held)
    // What the key opened is on screen before the next one.
    await new Promise((resolve) => setTimeout(resolve))
    // It may have set out for another place: the rest waits for that.
    if (holds > 0) break
  }
  isReplaying = false
  if (holds === 0) window.removeEventListener('keydown', catchKey, { capture: true })
}

function press(held: Held): void {
  const target = document.activeElement ?? document.body
  const event = new KeyboardEvent('keydown', { ...held, bubbles: true, cancelable: true })
  if (!target.dispatchEvent(event)) return
  const isPlain = !held.ctrlKey && !held.metaKey && !held.altKey
  // What the browser would have done with it.
  if (target instanceof HTMLButtonElement && isPlain && ['Enter', ' '].includes(held.key))
    return target.click()
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return
  if (isPlain && held.key.length === 1) edit('insertText', held.key)
  else if (isPlain && held.key === 'Backspace') edit('delete')
  else if (isPlain && held.key === 'Enter') target.form?.requestSubmit()
  else if (held.key.toLowerCase() === 'a' && (held.ctrlKey || held.metaKey)) target.select()
}

function edit(command: 'insertText' | 'delete', text?: string): void {
  // Deprecated, and still the only way to type into a field as a person would, undo included.
  // oxlint-disable-next-line typescript/no-deprecated
  document.execCommand(command, false, text)
}
