import { useEffect, useRef } from 'react'
import { useText } from '../../ui/language.tsx'
import { fitScale, THUMB_SCALE } from './fit.ts'
import type { PDFDocumentProxy } from './pdf.ts'

/**
 * A page drawn when it comes near the window, with the screen's own density: as wide as it fits into
 * `room` px, times `zoom`; without room it takes the width its style sheet gives it.
 */
export function PageCanvas({
  pdf,
  number,
  room,
  zoom,
}: {
  readonly pdf: PDFDocumentProxy
  readonly number: number
  readonly room: number | null
  readonly zoom: number
}) {
  const say = useText()
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const target = canvas.current
    if (!target || room === 0) return
    let isGone = false
    let isDrawn = false
    const draw = async () => {
      const { drawPage, pageWidth } = await import('./pdf.ts')
      if (isGone || isDrawn) return
      isDrawn = true
      const scale =
        room === null ? THUMB_SCALE : fitScale(await pageWidth(pdf, number), room) * zoom
      // A canvas takes one drawing at a time: this one is made beside it and shown whole.
      const fresh = document.createElement('canvas')
      await drawPage(pdf, number, fresh, scale * window.devicePixelRatio)
      if (isGone) return
      target.width = fresh.width
      target.height = fresh.height
      if (room !== null) target.style.width = `${fresh.width / window.devicePixelRatio}px`
      target.getContext('2d')?.drawImage(fresh, 0, 0)
    }
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void draw()
      },
      { rootMargin: '600px' },
    )
    observer.observe(target)
    return () => {
      isGone = true
      observer.disconnect()
    }
  }, [pdf, number, room, zoom])
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={say('preview.page', { page: number, pages: pdf.numPages })}
    />
  )
}
