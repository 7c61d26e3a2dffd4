/** A link or a company file from outside: says what would open, and asks first. */
import { Modal } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState, type FormEvent } from 'react'
import type { OpenRequest } from '../../shared/open-request.ts'
import { host } from '../host/index.ts'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/language.tsx'
import { api } from './api.ts'
import { changeCompany } from './company.ts'
import { useLive } from './live.ts'
import { useTrouble } from './trouble.ts'
import styles from './OpenRequests.module.css'

export function OpenRequests({ company }: { readonly company: string }) {
  const say = useText()
  const [request, setRequest] = useState<OpenRequest | null>(null)
  useEffect(() => host().onOpenRequest(setRequest), [])
  if (request === null) return null
  return (
    <Modal
      opened
      onClose={() => setRequest(null)}
      size={460}
      title={say('open.title')}
      closeButtonProps={{ 'aria-label': say('action.close') }}
    >
      <Ask
        key={JSON.stringify(request)}
        {...{ request, company }}
        onClose={() => setRequest(null)}
      />
    </Modal>
  )
}

interface AskProps {
  readonly request: OpenRequest
  readonly company: string
  readonly onClose: () => void
}

function Ask({ request, company, onClose }: AskProps) {
  const say = useText()
  const describe = useTrouble()
  const navigate = useNavigate()
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const isCustomer = request.kind === 'customer'
  const card = useLive(
    api.customers.get,
    { code: isCustomer ? request.code : '-' },
    {
      when: isCustomer,
    },
  )
  const go = async () => {
    if (request.kind === 'company') {
      await changeCompany(() => api.companies.open({ file: request.file }))
      return navigate({ to: '/' })
    }
    const { code, view } = request
    return view === 'statement'
      ? navigate({ to: '/statement', search: { customer: code } })
      : navigate({ to: '/customer/$code', params: { code }, search: { tab: view } })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (busy || card.error) return
    setBusy(true)
    go().then(onClose, (error: unknown) => {
      setBusy(false)
      setTrouble(describe(error).sentence)
    })
  }
  const wrong = trouble ?? (card.error ? describe(card.error).sentence : null)
  return (
    <form className={styles['ask']} onSubmit={submit}>
      <p>{say(isCustomer ? 'open.customer' : 'open.company', { company })}</p>
      <p className={styles['what']}>
        {request.kind === 'company' ? (
          request.file
        ) : (
          <>
            <strong>{request.code}</strong> {card.data?.card.name}
          </>
        )}
      </p>
      <p className={styles['note']}>{say('open.note')}</p>
      {wrong !== null && (
        <p className={styles['error']} role="alert">
          {wrong}
        </p>
      )}
      <div className={styles['buttons']}>
        <Button label={say('action.cancel')} onClick={onClose} />
        <Button
          look="primary"
          type="submit"
          label={say('action.open')}
          keys="Enter"
          busy={busy}
          disabled={card.error !== null}
          data-autofocus
        />
      </div>
    </form>
  )
}
