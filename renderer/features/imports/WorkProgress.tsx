import { Progress } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useText } from '../../ui/language.tsx'
import type { Progress as Done } from './use-check.ts'
import styles from './Imports.module.css'

/** Step, n of N and rate of an import at work; shown once it takes long enough to be noticed. */
export function WorkProgress({ progress }: { readonly progress: Done | null }) {
  const say = useText()
  const [begunMs] = useState(() => performance.now())
  const [nowMs, setNowMs] = useState(begunMs)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  const seconds = (nowMs - begunMs) / 1000
  const { phase, done, total } = progress ?? { phase: 'read', done: 0, total: 0 }
  const isCounted = phase !== 'read' && total > 0
  const words = say(
    phase === 'run'
      ? 'imports.progress.run'
      : phase === 'check'
        ? 'imports.progress.check'
        : 'imports.progress.read',
  )
  return (
    <div className={styles['progress']}>
      <p role="status">{words}</p>
      <Progress
        aria-label={words}
        value={isCounted ? (100 * done) / total : 100}
        animated={!isCounted}
        striped={!isCounted}
        color="teal"
      />
      <p className={styles['quiet']} aria-hidden="true">
        {isCounted
          ? say('imports.progress.rows', {
              done,
              total,
              rate: Math.round(done / Math.max(seconds, 0.1)),
            })
          : say('imports.progress.seconds', { seconds: Math.floor(seconds) })}
      </p>
    </div>
  )
}

const TICK_MS = 200
