/** The bell: what needs a person, grouped by customer, each with one act and "not now". */
import { Popover } from '@mantine/core'
import {
  IconBell,
  IconCalendarX,
  IconGauge,
  IconMessageReport,
  IconReceipt,
  IconX,
  type Icon,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { z } from 'zod'
import { useOpenDocument } from './open-document.ts'
import type { companyInfo } from '../../shared/contract/companies.ts'
import type { Notice } from '../../shared/contract/today.ts'
import { DISMISSED_MAX } from '../../shared/settings.ts'
import { Button } from '../ui/Button.tsx'
import { useFormat, useText } from '../ui/language.tsx'
import { EmptyState } from '../ui/states.tsx'
import { api } from './api.ts'
import styles from './Bell.module.css'
import { useLive } from './live.ts'
import { useShell } from './shell-store.ts'
import shell from './Shell.module.css'
import { usePreferences } from './store.ts'

const ICONS: Readonly<Record<Notice['kind'], Icon>> = {
  overLimit: IconGauge,
  dispute: IconMessageReport,
  unapplied: IconReceipt,
  brokenAgreement: IconCalendarX,
}
const MOST_COUNTED = 99
/** The heaviest; the others come up as these are dealt with. */
const CUSTOMERS_MAX = 40

export function Bell({ info }: { readonly info: z.output<typeof companyInfo> }) {
  const say = useText()
  const format = useFormat()
  const navigate = useNavigate()
  const openDocument = useOpenDocument()
  const { open, show } = useShell()
  const dismissed = usePreferences((preferences) => preferences.dismissed)
  const change = usePreferences((preferences) => preferences.change)
  const notices = useLive(api.today.notices, { asOf: info.suggestedAsOf, limit: CUSTOMERS_MAX })
  const keyOf = (one: Notice) => `${info.companyId.slice(0, 8)} ${one.key}`
  const customers = (notices.data?.customers ?? [])
    .map((customer) => ({
      ...customer,
      notices: customer.notices.filter((one) => !dismissed.includes(keyOf(one))),
    }))
    .filter((customer) => customer.notices.length > 0)
  const count = customers.reduce((sum, customer) => sum + customer.notices.length, 0)
  const isOpen = open === 'notices'
  const putAside = (keys: readonly string[]) =>
    change({ dismissed: [...keys, ...dismissed].slice(0, DISMISSED_MAX) })
  const act = (customer: string, one: Notice) => {
    show(null)
    if (one.documentId === null)
      void navigate({ to: '/customer/$code', params: { code: customer } })
    else openDocument({ customer, currency: one.currency, documentId: one.documentId })
  }
  const sentence = (one: Notice) =>
    say(`notices.${one.kind}`, {
      amount: format.moneyWithCode(one.amountMinor, one.currency),
      document: one.documentNo ?? '',
      days: one.days ?? 0,
      count: one.count,
    })
  return (
    <Popover
      opened={isOpen}
      onChange={(opened) => show(opened ? 'notices' : null)}
      position="bottom-end"
      width="min(460px, 96vw)"
      trapFocus
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <button
          type="button"
          className={`${shell['chromeButton'] ?? ''} ${shell['bell'] ?? ''}`}
          // What is not known yet is not "nothing".
          aria-label={
            notices.data === undefined ? say('notices.title') : say('notices.button', { count })
          }
          aria-expanded={isOpen}
          data-bell=""
          onClick={() => show(isOpen ? null : 'notices')}
        >
          <IconBell size={16} stroke={1.75} aria-hidden="true" />
          {count > 0 && (
            <span className={shell['chromeStrong']}>
              {count > MOST_COUNTED ? `${MOST_COUNTED}+` : count}
            </span>
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={say('notices.title')} className={styles['drop'] ?? ''}>
        <header className={styles['head']}>
          <h2>{say('notices.title')}</h2>
          {count > 0 && (
            <Button
              look="plain"
              label={say('notices.dismissAll')}
              onClick={() => putAside(customers.flatMap((customer) => customer.notices.map(keyOf)))}
            />
          )}
        </header>
        {notices.data === undefined ? (
          <div tabIndex={-1} data-autofocus="" aria-busy="true" />
        ) : count === 0 ? (
          <div tabIndex={-1} data-autofocus="">
            <EmptyState
              icon={IconBell}
              title={say('notices.none')}
              hint={say('notices.none.says')}
            />
          </div>
        ) : (
          <ul className={styles['groups']} tabIndex={0} aria-label={say('notices.title')}>
            {customers.map((customer) => (
              <li key={customer.customer}>
                <h3>
                  {customer.name} <span>{customer.customer}</span>
                </h3>
                <ul>
                  {customer.notices.map((one) => {
                    const NoticeIcon = ICONS[one.kind]
                    return (
                      <li key={one.key} className={styles['notice']}>
                        <NoticeIcon size={16} stroke={1.75} aria-hidden="true" />
                        <span>{sentence(one)}</span>
                        <Button
                          look="plain"
                          label={say(`notices.act.${one.kind}`)}
                          onClick={() => act(customer.customer, one)}
                        />
                        <Button
                          look="plain"
                          iconOnly
                          icon={IconX}
                          label={say('notices.dismiss')}
                          onClick={() => putAside([keyOf(one)])}
                        />
                      </li>
                    )
                  })}
                </ul>
              </li>
            ))}
          </ul>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
