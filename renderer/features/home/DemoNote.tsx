/** Says in amber that this is the demo, puts it back as it was, or leads to one's own company. */
import { IconBuildingPlus, IconRefresh, IconSparkles } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { changeCompany } from '../../app/company.ts'
import { useTrouble } from '../../app/trouble.ts'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/language.tsx'
import { Note } from '../../ui/Note.tsx'
import { toast } from '../../ui/toast.ts'
import styles from './Home.module.css'

export function DemoNote() {
  const say = useText()
  const describe = useTrouble()
  const navigate = useNavigate()
  const [isBusy, setBusy] = useState(false)
  const reset = () => {
    setBusy(true)
    changeCompany(() => api.companies.resetDemo({}))
      .then(
        () => toast.done(say('demo.reset.done')),
        (error: unknown) => toast.failed(describe(error).sentence),
      )
      .finally(() => setBusy(false))
  }
  return (
    <div className={styles['demo']}>
      <Note
        tone="warn"
        icon={IconSparkles}
        title={say('demo.note')}
        act={
          <>
            <Button
              icon={IconRefresh}
              label={say(isBusy ? 'demo.reset.busy' : 'demo.reset')}
              busy={isBusy}
              onClick={reset}
            />
            <Button
              icon={IconBuildingPlus}
              label={say('demo.own')}
              onClick={() => void navigate({ to: '/welcome' })}
            />
          </>
        }
      />
    </div>
  )
}
