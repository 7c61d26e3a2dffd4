/** A company on this computer alone: publish it, or join another. */
import { IconCloudUp, IconUsers } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { useCommands, type Command } from '../../app/commands.ts'
import { ConnectForm } from '../../app/sync/ConnectForm.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useText } from '../../ui/language.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'

export function Unconnected({
  companyId,
  name,
}: {
  readonly companyId: string
  readonly name: string
}) {
  const say = useText()
  const navigate = useNavigate()
  const [isPublishing, setPublishing] = useState(false)
  const join = useCallback(
    () => void navigate({ to: '/welcome', search: { join: true } }),
    [navigate],
  )
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'sync.publish',
          title: 'sync.command.publish',
          keys: ['P'],
          group: 'here',
          icon: IconCloudUp,
          run: () => setPublishing(true),
        },
        {
          id: 'sync.join',
          title: 'sync.command.join',
          keys: ['J'],
          group: 'here',
          icon: IconUsers,
          run: join,
        },
      ],
      [join],
    ),
  )
  return (
    <Screen title={say('sync.title')} facts={say('sync.facts.none')}>
      <EmptyState icon={IconCloudUp} title={say('sync.none')} hint={say('sync.none.says')}>
        <Button
          look="primary"
          icon={IconCloudUp}
          label={say('sync.act.publish')}
          keys="P"
          onClick={() => setPublishing(true)}
        />
        <Button icon={IconUsers} label={say('sync.act.join')} keys="J" onClick={join} />
      </EmptyState>
      {isPublishing && (
        <Dialog
          title={say('connect.publish.title')}
          size={520}
          onClose={() => setPublishing(false)}
        >
          <ConnectForm
            kind="publish"
            companyId={companyId}
            onCancel={() => setPublishing(false)}
            onDone={() => {
              setPublishing(false)
              toast.done(say('connect.publish.done', { name }))
            }}
          />
        </Dialog>
      )}
    </Screen>
  )
}
