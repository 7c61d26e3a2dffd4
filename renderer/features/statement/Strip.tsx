/** Opening, debit, credit, closing with what it agrees with, and what is open. */
import type { Statement } from '../../../shared/contract/reports.ts'
import { KpiStrip } from '../../ui/KpiStrip.tsx'
import { useFormat, useText } from '../../ui/language.tsx'

export function Strip({ statement }: { readonly statement: Statement }) {
  const say = useText()
  const format = useFormat()
  const { currency } = statement
  const money = (minor: number) => format.money(minor, currency)
  const documents = (count: number) => say('statement.documents', { count })
  const agrees = statement.closingMinor === statement.ledgerMinor
  const { aging } = statement
  return (
    <KpiStrip
      label={say('statement.strip')}
      kpis={[
        {
          label: say('statement.opening'),
          figure: money(statement.openingMinor),
          note: format.date(statement.from),
        },
        {
          label: say('statement.debit'),
          figure: money(statement.debitMinor),
          note: documents(statement.debitCount),
        },
        {
          label: say('statement.credit'),
          figure: money(statement.creditMinor),
          note: documents(statement.creditCount),
        },
        {
          label: say('statement.closing'),
          figure: format.moneyWithCode(statement.closingMinor, currency),
          note: say(agrees ? 'statement.agrees' : 'statement.differs', {
            date: format.date(statement.to),
            amount: money(statement.ledgerMinor),
          }),
          tone: agrees ? undefined : 'danger',
        },
        {
          label: say('statement.openItems'),
          figure: money(aging.totalMinor),
          note: say('statement.overdueOf', {
            count: statement.openItems,
            overdue: format.count(statement.overdueItems),
          }),
        },
      ]}
    />
  )
}
