/** Entering documents one after the other, hands on the keyboard: Ctrl+Enter posts, the form stays. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { useText } from '../../ui/language.tsx'
import { Screen, ViewTabs } from '../../ui/Screen.tsx'
import type { Posted } from './Aside.tsx'
import { Entry } from './Entry.tsx'
import { proposedForm } from './form.ts'
import { ENTRY_KINDS } from './kinds.ts'

const LAST_SHOWN = 6

export function NewDocumentScreen() {
  const say = useText()
  const navigate = useNavigate()
  const { kind } = useParams({ from: '/shell/new/$kind' })
  const { customer, ...proposed } = useSearch({ from: '/shell/new/$kind' })
  const info = useLive(api.companies.info, {})
  const [last, setLast] = useState<readonly Posted[]>([])
  return (
    <Screen title={say('entry.title')}>
      <ViewTabs
        label={say('entry.kinds')}
        views={ENTRY_KINDS.map((id) => ({ id, label: say(`kind.${id}`) }))}
        chosen={kind}
        onChoose={(id) =>
          void navigate({
            to: '/new/$kind',
            params: { kind: id },
            search: (now) => now,
            replace: true,
          })
        }
      />
      {info.data && (
        <Entry
          key={kind}
          kind={kind}
          code={customer}
          proposed={proposedForm(proposed)}
          info={info.data}
          last={last}
          onPosted={(posted) => setLast((now) => [posted, ...now].slice(0, LAST_SHOWN))}
        />
      )}
    </Screen>
  )
}
