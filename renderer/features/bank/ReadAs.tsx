/** What a bank's table reads as: whose lines, of which days, the sums and balances; nothing while it cannot be read. */
import type { BankColumnsView } from '../../../shared/contract/bank.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import styles from './Reconcile.module.css'

export function ReadAs({ statements }: Pick<BankColumnsView, 'statements'>) {
  const say = useText()
  const format = useFormat()
  if (statements.length === 0) return null
  return (
    <div
      className={styles['readAs']}
      role="region"
      aria-label={say('reconcile.columns.reads')}
      tabIndex={0}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{say('reconcile.account')}</th>
            <th scope="col">{say('reconcile.columns.period')}</th>
            <th scope="col" data-figure="">
              {say('reconcile.columns.lines')}
            </th>
            <th scope="col" data-figure="">
              {say('reconcile.columns.in')}
            </th>
            <th scope="col" data-figure="">
              {say('reconcile.columns.out')}
            </th>
            <th scope="col" data-figure="">
              {say('reconcile.head.closing')}
            </th>
            <th scope="col" data-figure="">
              {say('reconcile.difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          {statements.map((one) => {
            const money = (minor: number | null) =>
              minor === null ? '' : format.moneyWithCode(minor, one.currency)
            return (
              <tr key={`${one.account} ${one.currency}`}>
                <td data-unnamed={one.account === '' || undefined}>
                  {one.account === '' ? say('reconcile.columns.toChoose') : one.account}
                </td>
                <td>
                  {one.from !== null && one.to !== null
                    ? `${format.date(one.from)} – ${format.date(one.to)}`
                    : ''}
                </td>
                <td data-figure="">{format.count(one.lines)}</td>
                <td data-figure="">{money(one.creditsMinor)}</td>
                <td data-figure="">{money(one.debitsMinor)}</td>
                <td data-figure="">{money(one.closingMinor)}</td>
                <td data-figure="" data-tone={one.control.ok === false ? 'danger' : undefined}>
                  {money(one.control.differenceMinor)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
