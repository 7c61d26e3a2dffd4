/**
 * Prints the PDF's pages, not the web page: each is drawn as an image and the system's dialog prints
 * those, as pdf.js's own viewer does.
 */
import { drawPage, type PDFDocumentProxy } from './pdf.ts'
import styles from './Preview.module.css'

/** 200 dots an inch. */
const SCALE = 200 / 72

export async function printPdf(pdf: PDFDocumentProxy, isLandscape: boolean): Promise<void> {
  const sheet = document.createElement('div')
  sheet.className = styles['printed'] ?? ''
  if (isLandscape) sheet.dataset['landscape'] = ''
  const addresses: string[] = []
  try {
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const canvas = document.createElement('canvas')
      await drawPage(pdf, number, canvas, SCALE)
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
      if (!blob) throw new Error('a page could not be drawn')
      const image = document.createElement('img')
      image.src = URL.createObjectURL(blob)
      addresses.push(image.src)
      sheet.append(image)
      await image.decode()
    }
    document.body.append(sheet)
    document.documentElement.dataset['printing'] = ''
    window.print()
  } finally {
    delete document.documentElement.dataset['printing']
    sheet.remove()
    for (const address of addresses) URL.revokeObjectURL(address)
  }
}
