/** A PDF read by a reader that is not ours: pdf.js. */
import { readFileSync } from 'node:fs'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface ReadPdf {
  readonly title: string
  readonly language: string
  readonly isTagged: boolean
  /** Lines of each page from the top, words joined by one blank. */
  readonly pages: readonly (readonly string[])[]
}

export async function readPdf(path: string): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(readFileSync(path)), useSystemFonts: false })
  const document = await task.promise
  try {
    const { info } = (await document.getMetadata()) as { info: Record<string, unknown> }
    const pages: string[][] = []
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number)
      const { items } = await page.getTextContent()
      const lines = new Map<number, { x: number; text: string }[]>()
      for (const item of items) {
        if (!('str' in item) || item.str.trim() === '') continue
        const [, , , , x, y] = item.transform as [number, number, number, number, number, number]
        const key = Math.round(y)
        lines.set(key, [...(lines.get(key) ?? []), { x, text: item.str }])
      }
      pages.push(
        [...lines.entries()]
          .toSorted(([a], [b]) => b - a)
          .map(([, words]) =>
            words
              .toSorted((a, b) => a.x - b.x)
              .map(({ text }) => text)
              .join(' '),
          ),
      )
    }
    return {
      title: textOf(info['Title']),
      language: textOf(info['Language']),
      isTagged: isMarked(await document.getMarkInfo()),
      pages,
    }
  } finally {
    await task.destroy()
  }
}

/** Declared as an object, pdf.js answers a map. */
function isMarked(info: unknown): boolean {
  return info instanceof Map && info.get('Marked') === true
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
