/** The words of a PDF with their places, by pdf.js; runs in the reading process. */
import type { Word } from '../../../shared/domain/twosided/pdf-table.ts'
import { FileFailure } from '../tabular/failure.ts'

const PAGES_MAX = 2000
const WORDS_MAX = 1_000_000

/** Throws a FileFailure: encrypted, damaged, too long, or pictures instead of text. */
export async function wordsOfPdf(bytes: Buffer): Promise<Word[]> {
  const { getDocument, VerbosityLevel } = await load()
  const task = getDocument({
    data: new Uint8Array(bytes),
    useSystemFonts: false,
    useWasm: false,
    useWorkerFetch: false,
    isOffscreenCanvasSupported: false,
    stopAtErrors: false,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    const document = await task.promise
    if (document.numPages > PAGES_MAX)
      throw new FileFailure('file.too_many_rows', { limit: PAGES_MAX })
    const words: Word[] = []
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      for (const item of items) {
        if (!('str' in item) || item.str.trim() === '') continue
        const [a, b, , , left, base] = item.transform as number[]
        // Turned text is a mark across the page, no cell of a table.
        if (Math.abs(b ?? 0) > Math.abs(a ?? 0)) continue
        words.push({
          page: number - 1,
          left: left ?? 0,
          right: (left ?? 0) + item.width,
          base: base ?? 0,
          height: item.height,
          text: item.str,
        })
      }
      if (words.length > WORDS_MAX)
        throw new FileFailure('file.too_many_rows', { limit: WORDS_MAX })
      page.cleanup()
    }
    if (words.length === 0) throw new FileFailure('file.pdf_without_text')
    return words
  } catch (error) {
    if (error instanceof FileFailure) throw error
    const name = error instanceof Error ? error.name : ''
    throw new FileFailure(name === 'PasswordException' ? 'file.encrypted' : 'file.damaged', {
      reason: error instanceof Error ? error.message.slice(0, 200) : '',
    })
  } finally {
    await task.destroy()
  }
}

/** pdf.js with its worker in this thread: the process is one file's, and bounded as a whole. */
async function load() {
  Object.assign(globalThis, {
    pdfjsWorker: await import('pdfjs-dist/legacy/build/pdf.worker.mjs'),
  })
  return import('pdfjs-dist/legacy/build/pdf.mjs')
}
