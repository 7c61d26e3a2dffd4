/**
 * The ledger laws as six lights under every finance screen; a light opens the lines it stands for.
 * Green is quiet: icon and word in grey. A broken law is solid and names its number of differences.
 */
import { Modal } from '@mantine/core'
import { IconAlertTriangleFilled, IconCheck, IconLoader2 } from '@tabler/icons-react'
import { useState } from 'react'
import type { z } from 'zod'
import { useOpenDocument } from './open-document.ts'
import type { checkResult } from '../../shared/contract/companies.ts'
import { isMessageId } from '../../shared/i18n/index.ts'
import type { IsoDate } from '../../shared/domain/days.ts'
import { isCurrency } from '../../shared/domain/currency.ts'
import { Badge } from '../ui/StatusBadge.tsx'
import { useFormat, useText } from '../ui/language.tsx'
import { api } from './api.ts'
import { useLive } from './live.ts'
import styles from './TieOut.module.css'

type Check = z.output<typeof checkResult>

const LAWS = ['L1', 'L2', 'L3', 'L4', 'L5', 'L6'] as const

export function TieOut({ asOf }: { readonly asOf?: IsoDate | undefined }) {
  const say = useText()
  const format = useFormat()
  const [opened, setOpened] = useState<string | null>(null)
  const result = useLive(api.companies.tieOut, asOf === undefined ? {} : { asOf })
  const checks = result.data?.checks ?? []
  const broken = checks.filter((check) => !check.ok).length
  return (
    <>
      <div
        className={styles['lights']}
        role="group"
        aria-label={say('law.button', { count: broken })}
      >
        {LAWS.map((law) => (
          <Light
            key={law}
            law={law}
            check={checks.find((check) => check.name === law)}
            onOpen={() => setOpened(law)}
          />
        ))}
      </div>
      <Modal
        opened={opened !== null}
        onClose={() => setOpened(null)}
        size={860}
        title={result.data ? say('law.title', { date: format.date(result.data.asOf) }) : ''}
        closeButtonProps={{ 'aria-label': say('action.close') }}
      >
        {LAWS.map((law) => {
          const check = checks.find((one) => one.name === law)
          return check ? (
            <LawLines key={law} law={law} check={check} onLeave={() => setOpened(null)} />
          ) : null
        })}
      </Modal>
    </>
  )
}

function Light({
  law,
  check,
  onOpen,
}: {
  readonly law: (typeof LAWS)[number]
  readonly check: Check | undefined
  readonly onOpen: () => void
}) {
  const say = useText()
  const state =
    check === undefined
      ? say('law.checking')
      : check.ok
        ? say('law.holds')
        : say('law.broken', { count: check.failures.length })
  return (
    <button
      type="button"
      className={styles['light']}
      data-law={law}
      data-ok={check?.ok}
      title={say(`law.${law}.says`)}
      onClick={onOpen}
    >
      {check === undefined ? (
        <IconLoader2 size={13} stroke={2} aria-hidden="true" />
      ) : check.ok ? (
        <IconCheck size={13} stroke={2.5} aria-hidden="true" />
      ) : (
        <IconAlertTriangleFilled size={13} aria-hidden="true" />
      )}
      <span>{say(`law.${law}`)}</span>
      {check !== undefined && !check.ok && <b aria-hidden="true">{check.failures.length}</b>}
      <span className="visually-hidden">{`: ${state}`}</span>
    </button>
  )
}

function LawLines({
  law,
  check,
  onLeave,
}: {
  readonly law: (typeof LAWS)[number]
  readonly check: Check
  readonly onLeave: () => void
}) {
  const say = useText()
  const openDocument = useOpenDocument()
  const open = ({ customer, currency, documentId }: Check['failures'][number]) => {
    if (customer === null) return
    onLeave()
    openDocument({ customer, currency, documentId })
  }
  const format = useFormat()
  const id = `law.${law}.says`
  const amount = (minor: number | null, currency: string | null) =>
    minor === null
      ? ''
      : currency !== null && isCurrency(currency)
        ? format.money(minor, currency)
        : format.count(minor)
  return (
    <section className={styles['law']}>
      <header>
        <h3>
          {law} {say(`law.${law}`)}
        </h3>
        {check.ok ? (
          <Badge tone="ok" icon={IconCheck} label={say('law.holds')} />
        ) : (
          <Badge
            tone="danger"
            solid
            icon={IconAlertTriangleFilled}
            label={say('law.broken', { count: check.failures.length })}
          />
        )}
        <span className={styles['examined']}>{say('law.examined', { count: check.examined })}</span>
      </header>
      <p>{isMessageId(id) ? say(id) : null}</p>
      {check.failures.length > 0 && (
        <div className={styles['scroll']} tabIndex={0} role="region" aria-label={say(`law.${law}`)}>
          <table>
            <thead>
              <tr>
                <th>{say('head.account')}</th>
                <th>{say('head.document')}</th>
                <th>{say('head.currency')}</th>
                <th className={styles['figure']}>{say('head.expected')}</th>
                <th className={styles['figure']}>{say('head.found')}</th>
                <th className={styles['figure']}>{say('head.difference')}</th>
                <th>{say('head.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {check.failures.map((failure, index) => (
                <tr key={index}>
                  <td>
                    {failure.customer !== null && (
                      <button
                        type="button"
                        className={styles['link']}
                        onClick={() => open(failure)}
                      >
                        {[failure.customer, failure.customerName].filter(Boolean).join(' ')}
                      </button>
                    )}
                  </td>
                  <td>{failure.documentNo}</td>
                  <td>{failure.currency}</td>
                  <td className={styles['figure']}>
                    {amount(failure.expectedMinor, failure.currency)}
                  </td>
                  <td className={styles['figure']}>
                    {amount(failure.foundMinor, failure.currency)}
                  </td>
                  <td className={styles['figure']}>
                    {failure.expectedMinor !== null && failure.foundMinor !== null
                      ? amount(failure.foundMinor - failure.expectedMinor, failure.currency)
                      : ''}
                  </td>
                  <td>{failure.detail}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
