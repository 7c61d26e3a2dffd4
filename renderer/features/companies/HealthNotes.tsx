/** What threatens the open company's file, above every screen; silent while nothing does. */
import {
  IconAlertTriangleFilled,
  IconDatabaseOff,
  IconDeviceFloppy,
  IconHistory,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { queries, useLive } from '../../app/live.ts'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/language.tsx'
import { Note } from '../../ui/Note.tsx'
import { RecoverDialog } from './RecoverDialog.tsx'

const MEGABYTE = 1024 ** 2

export function HealthNotes({ file }: { readonly file: string | undefined }) {
  const say = useText()
  const navigate = useNavigate()
  const health = useLive(api.backups.health, {}).data
  const [isRecovering, setRecovering] = useState(false)
  if (!health || file === undefined) return null
  const { place } = health
  const recover = <Button label={say('health.recover')} onClick={() => setRecovering(true)} />
  return (
    <section aria-label={say('health.label')}>
      {health.isDamaged && (
        <Note tone="danger" icon={IconDatabaseOff} title={say('health.damaged')} act={recover} />
      )}
      {health.changedOutside && !health.isDamaged && (
        <Note
          tone="warn"
          icon={IconAlertTriangleFilled}
          title={say('health.changed')}
          act={
            <>
              {recover}
              <Button
                label={say('health.keep')}
                onClick={() =>
                  void api.backups.acceptChange({}).then(() => queries.invalidateQueries())
                }
              />
            </>
          }
        />
      )}
      {health.isLow && (
        <Note
          tone="warn"
          icon={IconDeviceFloppy}
          title={say('health.low', { free: Math.floor(health.freeBytes / MEGABYTE) })}
        />
      )}
      {place.kind !== 'local' && (
        <Note
          tone="warn"
          icon={IconAlertTriangleFilled}
          title={say('health.place', { place: place.kind, by: place.by })}
          act={
            <Button
              label={say('health.backups')}
              onClick={() => void navigate({ to: '/settings' })}
            />
          }
        />
      )}
      {health.replayed > 0 && (
        <Note
          tone="info"
          icon={IconHistory}
          title={say('health.replayed', { count: health.replayed })}
        />
      )}
      {health.journalSetAside !== null && (
        <Note
          tone="warn"
          icon={IconHistory}
          title={say('health.aside', { file: health.journalSetAside })}
        />
      )}
      {isRecovering && (
        <RecoverDialog
          file={file}
          onClose={() => setRecovering(false)}
          onRecovered={() => {
            setRecovering(false)
            void queries.resetQueries()
          }}
        />
      )}
    </section>
  )
}
