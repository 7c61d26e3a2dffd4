/** Writes the clipboard by its copy event, which takes any HTML as it is; the page must have the focus. */
export interface Clip {
  readonly text: string
  /** Null where a table would be too large to carry. */
  readonly html: string | null
}

export function putInto(clipboard: DataTransfer, { text, html }: Clip): void {
  clipboard.setData('text/plain', text)
  if (html !== null) clipboard.setData('text/html', html)
}

/** False when the browser refused, which it does without a key or click just before. */
export function writeClip(clip: Clip): boolean {
  const onCopy = (event: ClipboardEvent) => {
    if (event.clipboardData === null) return
    putInto(event.clipboardData, clip)
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  document.addEventListener('copy', onCopy, { capture: true })
  // Deprecated, and still the only way to write a table whose cells have types: the newer one
  // strips the attributes by which spreadsheets know a number.
  // oxlint-disable-next-line typescript/no-deprecated
  const isDone = document.execCommand('copy')
  document.removeEventListener('copy', onCopy, { capture: true })
  return isDone
}
