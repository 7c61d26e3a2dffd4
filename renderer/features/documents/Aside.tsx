/** Beside the form: the account before and after, the period, and what was just posted. */
import type { z } from 'zod'
import type { companyInfo } from '../../../shared/contract/companies.ts'
import type { documents } from '../../../shared/contract/documents.ts'
import { monthOf } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { MoneyCell } from '../../ui/MoneyCell.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import type { EntryForm } from './form.ts'
import type { EntryKind } from './kinds.ts'
import styles from './NewDocument.module.css'
import type { Proposal } from './use-proposals.ts'

type Info = z.output<typeof companyInfo>
export type Posted = z.output<(typeof documents)['post']['output']>[number]

const STATES = { open: 'periodOpen', soft: 'periodSoft', closed: 'periodClosed' } as const

export function Aside({
  info,
  kind,
  form,
  proposal,
  name,
  balanceMinor,
  overdueMinor,
  currency,
  last,
}: {
  readonly info: Info
  readonly kind: EntryKind
  readonly form: EntryForm
  readonly proposal: Proposal | undefined
  readonly name: string | null
  readonly balanceMinor: number
  readonly overdueMinor: number
  readonly currency: string
  readonly last: readonly Posted[]
}) {
  const say = useText()
  const format = useFormat()
  const raises = kind === 'invoice' || kind === 'debit_note' || kind === 'refund'
  const after = balanceMinor + (raises ? 1 : -1) * (form.amountMinor ?? 0)
  const month = monthOf(proposal?.postingDate ?? form.documentDate ?? info.suggestedAsOf)
  return (
    <aside className={styles['side']} aria-label={say('entry.account')}>
      {name === null ? (
        <Panel>
          <p className={styles['quiet']}>{say('entry.noCustomer')}</p>
        </Panel>
      ) : (
        <Panel title={name} level={2}>
          <Facts
            facts={[
              {
                label: say('head.balance'),
                value: <MoneyCell minor={balanceMinor} currency={currency} withCode />,
              },
              {
                label: say('head.overdue'),
                value: (
                  <MoneyCell
                    minor={overdueMinor}
                    currency={currency}
                    tone={overdueMinor > 0 ? 'danger' : undefined}
                  />
                ),
              },
              {
                label: say('entry.after'),
                value: <MoneyCell minor={after} currency={currency} withCode />,
                strong: true,
              },
            ]}
          />
        </Panel>
      )}
      {proposal && (
        <Panel>
          <p className={styles['period']}>
            <StatusBadge status={STATES[proposal.period]} />
            {say(`entry.period.${proposal.period}`, { month: format.month(month) })}
          </p>
        </Panel>
      )}
      {last.length > 0 && (
        <Panel title={say('entry.last')} level={2}>
          <ul className={styles['last']}>
            {last.map((one) => (
              <JustPosted key={one.documentId} posted={one} />
            ))}
          </ul>
        </Panel>
      )}
    </aside>
  )
}

/** One that was undone meanwhile says so: its mirror stands in the books. */
function JustPosted({ posted }: { readonly posted: Posted }) {
  const view = useLive(api.documents.get, { documentId: posted.documentId })
  return (
    <li>
      <span>{posted.documentNo}</span>
      {view.data?.reversedBy && <StatusBadge status="reversed" />}
      <MoneyCell minor={Math.abs(posted.amountMinor)} currency={posted.currency} withCode />
    </li>
  )
}
