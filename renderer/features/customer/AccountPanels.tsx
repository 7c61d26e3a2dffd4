/** Debit, credit and net of every currency with its company-currency twin (M47, M97), and the limit. */
import { convert, isRate } from '../../../shared/domain/money.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { isCurrency } from '../../../shared/domain/currency.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { MoneyCell } from '../../ui/MoneyCell.tsx'
import { Facts, Panel, type Fact } from '../../ui/Panel.tsx'
import { ShareBar } from '../../ui/ShareBar.tsx'
import type { CustomerData } from './customer-data.ts'

type Figures = CustomerData['figures'][number]

export function AccountPanels({
  data,
  currency,
  companyCurrency,
}: {
  readonly data: CustomerData
  readonly currency: string
  readonly companyCurrency: string
}) {
  const say = useText()
  const own = data.card.currency ?? companyCurrency
  return (
    <>
      {data.figures.length === 0 && (
        <Panel title={say('customer.account')}>
          <Facts
            facts={[{ label: currency, value: <MoneyCell minor={0} currency={currency} /> }]}
          />
        </Panel>
      )}
      {data.figures.map((figures) => (
        <Panel key={figures.currency} title={`${say('customer.account')}, ${figures.currency}`}>
          <Sides figures={figures} companyCurrency={companyCurrency} asOf={data.asOf} />
        </Panel>
      ))}
      <Limit
        limitMinor={data.card.creditLimitMinor}
        usedMinor={data.figures.find((one) => one.currency === own)?.balanceMinor ?? 0}
        currency={own}
      />
    </>
  )
}

function Sides({
  figures,
  companyCurrency,
  asOf,
}: {
  readonly figures: Figures
  readonly companyCurrency: string
  readonly asOf: IsoDate
}) {
  const say = useText()
  const format = useFormat()
  const { currency, debitMinor, creditMinor, balanceMinor, payableMinor } = figures
  const isForeign = currency !== companyCurrency
  const rates = useLive(api.rates.list, isCurrency(currency) ? { currency } : {}, {
    when: isForeign,
  })
  const latest = rates.data
    ?.filter((one) => one.currency === currency && one.date <= asOf)
    .toSorted((a, b) => (a.date < b.date ? 1 : -1))[0]
  const net = say(balanceMinor < 0 ? 'customer.side.credit' : 'customer.side.debit', {
    amount: format.money(Math.abs(balanceMinor), currency),
  })
  const facts: Fact[] = [
    {
      label: say('customer.account.debit'),
      value: <MoneyCell minor={debitMinor} currency={currency} />,
    },
    {
      label: say('customer.account.credit'),
      value: <MoneyCell minor={creditMinor} currency={currency} />,
    },
    {
      label: say('customer.account.net'),
      value: balanceMinor === 0 ? format.money(0, currency) : net,
      strong: true,
    },
    ...(payableMinor === 0
      ? []
      : [
          {
            label: say('customer.account.receivable'),
            value: <MoneyCell minor={figures.receivableMinor} currency={currency} />,
          },
          {
            label: say('customer.account.payable'),
            value: <MoneyCell minor={payableMinor} currency={currency} />,
          },
        ]),
    ...(isForeign
      ? [
          {
            label: say('customer.account.booked', { currency: companyCurrency }),
            value: <MoneyCell minor={figures.balanceBaseMinor} currency={companyCurrency} />,
          },
        ]
      : []),
    ...(isForeign && latest && isRate(latest.rate)
      ? [
          {
            label: say('customer.account.at', {
              currency: companyCurrency,
              rate: latest.rate.replace('.', format.decimal),
              date: format.date(latest.date),
            }),
            value: (
              <MoneyCell
                minor={convert(balanceMinor, currency, companyCurrency, latest.rate)}
                currency={companyCurrency}
              />
            ),
          },
        ]
      : []),
  ]
  return <Facts facts={facts} />
}

function Limit({
  limitMinor,
  usedMinor,
  currency,
}: {
  readonly limitMinor: number | null
  readonly usedMinor: number
  readonly currency: string
}) {
  const say = useText()
  if (limitMinor === null) {
    return (
      <Panel title={say('customer.credit')}>
        <Facts facts={[{ label: say('customer.kpi.noLimit'), value: '–' }]} />
      </Panel>
    )
  }
  const leftMinor = limitMinor - usedMinor
  return (
    <Panel
      title={say('customer.credit')}
      action={limitMinor > 0 && <ShareBar share={Math.max(0, usedMinor / limitMinor)} />}
    >
      <Facts
        facts={[
          {
            label: say('customer.credit'),
            value: <MoneyCell minor={limitMinor} currency={currency} withCode />,
          },
          {
            label: say('customer.kpi.balance'),
            value: <MoneyCell minor={usedMinor} currency={currency} withCode />,
          },
          {
            label: say(leftMinor < 0 ? 'customer.credit.over' : 'customer.credit.left'),
            value: (
              <MoneyCell
                minor={Math.abs(leftMinor)}
                currency={currency}
                withCode
                tone={leftMinor < 0 ? 'danger' : undefined}
              />
            ),
            strong: true,
          },
        ]}
      />
    </Panel>
  )
}
