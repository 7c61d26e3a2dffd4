/** How much of a company's books has come to a device that joins. */
import { Progress } from '@mantine/core'
import { IconCloudDown } from '@tabler/icons-react'
import { receivedShare, type Standing } from '../../app/sync/standing.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { EmptyState } from '../../ui/states.tsx'
import styles from './Sync.module.css'

/** In place of balances that are not whole yet. */
export function Receiving({ standing }: { readonly standing: Standing }) {
  const say = useText()
  return (
    <EmptyState
      icon={IconCloudDown}
      title={say('sync.receiving')}
      hint={say(
        standing.phase === 'offline' ? 'sync.state.receiving.cut' : 'sync.state.receiving.says',
      )}
    >
      <Received standing={standing} />
    </EmptyState>
  )
}

/** A bar and its figures. */
function Received({ standing }: { readonly standing: Standing }) {
  const say = useText()
  const format = useFormat()
  const share = receivedShare(standing)
  return (
    <div className={styles['received']}>
      <Progress value={share * 100} aria-label={say('sync.received.label')} />
      <p>
        {say('sync.received', {
          cursor: format.count(standing.cursor),
          head: format.count(standing.head),
          share: format.percent(share),
        })}
      </p>
    </div>
  )
}
