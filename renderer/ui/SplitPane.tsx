import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import styles from './SplitPane.module.css'

/** Two parts one above the other; the bar between is dragged, or moved with ↑ and ↓. */
export function SplitPane({
  label,
  upper,
  lower,
  initialShare = 0.6,
}: {
  readonly label: string
  readonly upper: ReactNode
  /** Null leaves the whole height to the upper part, which stays as it is. */
  readonly lower: ReactNode | null
  /** Of the upper part, between 0 and 1. */
  readonly initialShare?: number
}) {
  const [share, setShare] = useState(initialShare)
  const frame = useRef<HTMLDivElement>(null)
  const bounded = (value: number) => Math.min(0.85, Math.max(0.15, value))
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const box = frame.current?.getBoundingClientRect()
    if (box && event.currentTarget.hasPointerCapture(event.pointerId))
      setShare(bounded((event.clientY - box.top) / box.height))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: -0.05, ArrowDown: 0.05 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    setShare((now) => bounded(now + step))
  }
  return (
    <div ref={frame} className={styles['frame']}>
      <div className={styles['part']} style={{ flexGrow: lower === null ? 1 : share }}>
        {upper}
      </div>
      {lower !== null && (
        <>
          <div
            className={styles['bar']}
            role="separator"
            aria-orientation="horizontal"
            aria-label={label}
            aria-valuenow={Math.round(share * 100)}
            aria-valuemin={15}
            aria-valuemax={85}
            tabIndex={0}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={onPointerMove}
            onKeyDown={onKeyDown}
          />
          <div className={styles['part']} style={{ flexGrow: 1 - share }}>
            {lower}
          </div>
        </>
      )}
    </div>
  )
}
