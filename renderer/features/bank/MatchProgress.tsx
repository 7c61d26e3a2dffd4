import { Loader } from '@mantine/core'
import { useEffect, useState } from 'react'
import { onProgress } from '../../app/api.ts'
import { useText } from '../../ui/language.tsx'
import styles from './Reconcile.module.css'

/** Shorter work is not worth a word. */
const SHOWN_AFTER_MS = 400

/** How far matching is, while it takes long enough to be noticed. */
export function MatchProgress({ isBusy }: { readonly isBusy: boolean }) {
  const say = useText()
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null)
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    if (!isBusy) return
    const timer = setTimeout(() => setShown(true), SHOWN_AFTER_MS)
    const stop = onProgress(({ job, done, total }) => {
      if (job === 'bank') setProgress({ done, total })
    })
    return () => {
      clearTimeout(timer)
      stop()
      setShown(false)
      setProgress(null)
    }
  }, [isBusy])
  if (!isShown) return null
  return (
    <span className={styles['progress']} role="status">
      <Loader size={14} color="teal" />
      {progress === null
        ? say('reconcile.matching')
        : say('reconcile.matching.of', { done: progress.done, total: progress.total })}
    </span>
  )
}
