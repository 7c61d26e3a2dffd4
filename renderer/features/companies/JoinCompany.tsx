/** Joining a company of a server: it comes into a new file, which is opened at once. */
import { IconArrowLeft } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../../app/api.ts'
import { changeCompany } from '../../app/company.ts'
import { ConnectForm } from '../../app/sync/ConnectForm.tsx'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'
import styles from './WelcomeScreen.module.css'

export function JoinCompany({ onBack }: { readonly onBack: () => void }) {
  const say = useText()
  const navigate = useNavigate()
  return (
    <div className={styles['form']}>
      <header className={styles['formHead']}>
        <Button
          look="plain"
          iconOnly
          icon={IconArrowLeft}
          label={say('welcome.back')}
          onClick={onBack}
        />
        <h1>{say('connect.join.title')}</h1>
      </header>
      <ConnectForm
        kind="join"
        onCancel={onBack}
        onDone={async ({ file }) => {
          const { name } = await changeCompany(() => api.companies.open({ file }))
          toast.done(say('connect.join.done', { name }))
          await navigate({ to: '/sync' })
        }}
      />
    </div>
  )
}
