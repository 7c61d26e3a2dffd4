import { Progress } from '@mantine/core'
import { IconPlayerStop } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { type Command, useCommands } from '../../app/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/language.tsx'
import type { Progress as Done } from './use-check.ts'
import styles from './Imports.module.css'

/** Step, n of N and rate of an import at work; shown once it takes long enough to be noticed. */
export function WorkProgress({
  progress,
  onCancel,
}: {
  readonly progress: Done | null
  /** Left out where there is nothing to call off. */
  readonly onCancel?: () => void
}) {
  const say = useText()
  const [begunMs] = useState(() => performance.now())
  const [nowMs, setNowMs] = useState(begunMs)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  useCommands(
    useMemo<readonly Command[]>(
      () =>
        onCancel === undefined
          ? []
          : [
              {
                id: 'imports.cancel',
                title: 'imports.command.cancel',
                keys: ['Escape'],
                group: 'here',
                icon: IconPlayerStop,
                run: onCancel,
              },
            ],
      [onCancel],
    ),
  )
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
      {onCancel && (
        <div>
          <Button
            icon={IconPlayerStop}
            label={say('imports.command.cancel')}
            keys="Escape"
            onClick={onCancel}
          />
        </div>
      )}
    </div>
  )
}

const TICK_MS = 200
