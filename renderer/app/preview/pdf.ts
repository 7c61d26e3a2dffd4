/** pdf.js, loaded with the first preview; its worker comes from our own origin and evaluates nothing. */
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist'
// oxlint-disable-next-line import/default -- an address that the bundler makes
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

export type { PDFDocumentProxy }

GlobalWorkerOptions.workerSrc = workerUrl

export function openPdf(base64: string): Promise<PDFDocumentProxy> {
  const data = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  return getDocument({ data, useWasm: false }).promise
}

/** Px of a page at 72 dots an inch. */
export async function pageWidth(pdf: PDFDocumentProxy, number: number): Promise<number> {
  const page = await pdf.getPage(number)
  return page.getViewport({ scale: 1 }).width
}

/** Draws a page; `scale` 1 is 72 dots an inch. */
export async function drawPage(
  pdf: PDFDocumentProxy,
  number: number,
  canvas: HTMLCanvasElement,
  scale: number,
): Promise<void> {
  const page = await pdf.getPage(number)
  const viewport = page.getViewport({ scale })
  canvas.width = Math.round(viewport.width)
  canvas.height = Math.round(viewport.height)
  await page.render({ canvas, viewport }).promise
}
