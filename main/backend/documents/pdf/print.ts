/** Prints papers into an open document, with the fonts of the run. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { agingPaper } from './aging-paper.ts'
import { comparisonPaper } from './comparison-paper.ts'
import type { Fonts } from './canvas.ts'
import type { PdfDocument } from './document.ts'
import { PdfFont } from './font.ts'
import { letterPaper } from './letter-paper.ts'
import type { Paper } from './paper.ts'
import type { PdfRequest } from './request.ts'
import { statementPaper } from './statement-paper.ts'

let fonts: Fonts | null = null

/** Read once for the life of the thread, and with them their subset. */
export function fontsOfRun(): Fonts {
  fonts ??= {
    plain: new PdfFont(fontFile('400Regular')),
    bold: new PdfFont(fontFile('600SemiBold')),
  }
  return fonts
}

export function printPaper(
  document: PdfDocument,
  request: PdfRequest,
  bookmark: string | null,
): void {
  document.add(paperOf(request), request.format, bookmark)
}

function paperOf(request: PdfRequest): Paper {
  switch (request.kind) {
    case 'statement':
      return statementPaper(request.order, request.imprint)
    case 'aging':
      return agingPaper(request.order, request.imprint)
    case 'comparison':
      return comparisonPaper(request.order, request.imprint)
    case 'letter':
      return letterPaper(request.order, request.imprint)
    default:
      return request satisfies never
  }
}

/** Beside the bundle, where the build has put it; from source, in its package. */
function fontFile(weight: '400Regular' | '600SemiBold'): string {
  const name = `Inter_${weight}.ttf`
  const shipped = fileURLToPath(new URL(`./fonts/${name}`, import.meta.url))
  if (existsSync(shipped)) return shipped
  const found = createRequire(import.meta.url).resolve('@expo-google-fonts/inter/package.json')
  return join(dirname(found), weight, name)
}
