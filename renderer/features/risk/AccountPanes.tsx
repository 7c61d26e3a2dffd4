/**
 * Finance's three questions about the chosen account side by side: what is invoiced and open, what
 * moved, how much of the limit is used (M53). All three follow the selection from the local books.
 */
import { isCurrency } from '../../../shared/domain/currency.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { MoneyCell } from '../../ui/MoneyCell.tsx'
import { Facts } from '../../ui/Panel.tsx'
import { Region } from '../../ui/Region.tsx'
import { ShareBar } from '../../ui/ShareBar.tsx'
import styles from './Risk.module.css'

const LINES = 40

export interface Chosen {
  readonly customer: string
  readonly currency: string
}

export function AccountPanes({
  chosen,
  asOf,
  onOpen,
}: {
  readonly chosen: Chosen | null
  readonly asOf: IsoDate
  readonly onOpen: (place: { customer: string; currency: string; documentId: string }) => void
}) {
  const say = useText()
  if (chosen === null) return <p className={styles['none']}>{say('risk.choose')}</p>
  return (
    <div className={styles['panes']} data-account={chosen.customer}>
      <Invoices chosen={chosen} asOf={asOf} onOpen={onOpen} />
      <Movements chosen={chosen} asOf={asOf} onOpen={onOpen} />
      <CreditUse chosen={chosen} asOf={asOf} />
    </div>
  )
}

interface PaneProps {
  readonly chosen: Chosen
  readonly asOf: IsoDate
  readonly onOpen: (place: { customer: string; currency: string; documentId: string }) => void
}

function Invoices({ chosen, asOf, onOpen }: PaneProps) {
  const say = useText()
  const format = useFormat()
  const { customer } = chosen
  const items = useLive(api.documents.openItems, { customerCode: customer, asOf, side: 'debit' })
  const own = (items.data?.items ?? [])
    .filter((item) => item.customer === customer)
    .toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : 0))
  return (
    <Pane title={say('risk.pane.invoices')} note={format.count(own.length)}>
      {items.data && own.length === 0 && (
        <p className={styles['quiet']}>{say('risk.invoices.none')}</p>
      )}
      {own.length > 0 && (
        <table className={styles['table']}>
          <thead>
            <tr>
              <th>{say('head.document')}</th>
              <th>{say('head.due')}</th>
              <th data-end="">{say('head.days')}</th>
              <th data-end="">{say('head.open')}</th>
              <th>{say('head.currency')}</th>
            </tr>
          </thead>
          <tbody>
            {own.slice(0, LINES).map((item) => (
              <tr key={`${item.documentId} ${item.installment}`}>
                <td>
                  <button type="button" className={styles['link']} onClick={() => onOpen(item)}>
                    {item.documentNo}
                  </button>
                </td>
                <td>{format.date(item.dueDate)}</td>
                <td data-end="" data-late={item.daysPastDue > 0 || undefined}>
                  {format.count(item.daysPastDue)}
                </td>
                <td data-end="">
                  <MoneyCell minor={item.openMinor} currency={item.currency} strong />
                </td>
                <td>{item.currency}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {own.length > LINES && (
        <p className={styles['quiet']}>{say('risk.more', { count: own.length - LINES })}</p>
      )}
    </Pane>
  )
}

function Movements({ chosen, asOf, onOpen }: PaneProps) {
  const say = useText()
  const format = useFormat()
  const { customer, currency } = chosen
  const page = useLive(
    api.reports.statementPage,
    {
      customerCode: customer,
      currency: isCurrency(currency) ? currency : 'TRY',
      to: asOf,
      limit: LINES,
    },
    { when: isCurrency(currency) },
  )
  const lines = (page.data?.lines ?? []).filter((line) => line.customer === customer).toReversed()
  return (
    <Pane title={say('risk.pane.statement')} note={currency}>
      {page.data && lines.length === 0 && (
        <p className={styles['quiet']}>{say('risk.statement.none')}</p>
      )}
      {lines.length > 0 && (
        <table className={styles['table']}>
          <thead>
            <tr>
              <th>{say('head.date')}</th>
              <th>{say('head.document')}</th>
              <th data-end="">{say('head.debit')}</th>
              <th data-end="">{say('head.credit')}</th>
              <th data-end="">{say('head.balance')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.documentId}>
                <td>{format.date(line.date)}</td>
                <td>
                  <button
                    type="button"
                    className={styles['link']}
                    onClick={() => onOpen({ customer, currency, documentId: line.documentId })}
                  >
                    {line.documentNo}
                  </button>
                </td>
                <td data-end="">
                  {line.debitMinor === 0 ? '' : format.money(line.debitMinor, currency)}
                </td>
                <td data-end="">
                  {line.creditMinor === 0 ? '' : format.money(line.creditMinor, currency)}
                </td>
                <td data-end="">
                  <MoneyCell minor={line.balanceMinor} currency={currency} strong />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Pane>
  )
}

function CreditUse({ chosen, asOf }: Omit<PaneProps, 'onOpen'>) {
  const say = useText()
  const { customer, currency } = chosen
  const card = useLive(api.customers.get, { code: customer, asOf })
  const data = card.data?.card.code === customer ? card.data : undefined
  const figures = data?.figures.find((one) => one.currency === currency)
  const limitMinor = data?.card.creditLimitMinor ?? null
  const balanceMinor = figures?.balanceMinor ?? 0
  const leftMinor = limitMinor === null ? null : limitMinor - balanceMinor
  const money = (minor: number, tone?: 'danger') => (
    <MoneyCell minor={minor} currency={currency} tone={tone} />
  )
  return (
    <Pane
      title={say('risk.pane.credit')}
      note={
        limitMinor !== null && limitMinor > 0 && data ? (
          <ShareBar share={Math.max(0, balanceMinor / limitMinor)} />
        ) : (
          currency
        )
      }
    >
      {data && (
        <Facts
          facts={[
            {
              label: say('customers.fact.limit'),
              value: limitMinor === null ? say('customers.fact.noLimit') : money(limitMinor),
            },
            { label: say('customers.fact.balance'), value: money(balanceMinor), strong: true },
            ...(leftMinor === null
              ? []
              : [
                  {
                    label: say(leftMinor < 0 ? 'customer.credit.over' : 'risk.left'),
                    value: money(Math.abs(leftMinor), leftMinor < 0 ? 'danger' : undefined),
                    strong: true,
                  },
                ]),
            {
              label: say('customers.fact.overdue'),
              value: money(
                figures?.overdueMinor ?? 0,
                (figures?.overdueMinor ?? 0) > 0 ? 'danger' : undefined,
              ),
            },
            { label: say('head.notDue'), value: money(figures?.notDueMinor ?? 0) },
            { label: say('head.unapplied'), value: money(figures?.unappliedMinor ?? 0) },
            { label: say('head.creditNotes'), value: money(figures?.creditNotesMinor ?? 0) },
            {
              label: say('customers.fact.terms'),
              value: data.card.terms ?? say('customers.fact.atOnce'),
            },
          ]}
        />
      )}
    </Pane>
  )
}

function Pane({
  title,
  note,
  children,
}: {
  readonly title: string
  readonly note: React.ReactNode
  readonly children: React.ReactNode
}) {
  return (
    <Region name={title} className={styles['pane']}>
      <header>
        <h2>{title}</h2>
        <span className={styles['quiet']}>{note}</span>
      </header>
      <div className={styles['paneBody']} tabIndex={0} role="group" aria-label={title}>
        {children}
      </div>
    </Region>
  )
}
