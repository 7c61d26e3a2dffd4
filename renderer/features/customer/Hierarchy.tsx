/** Where an account stands: its parents above, its branches below with their balances. */
import { useNavigate } from '@tanstack/react-router'
import { useText } from '../../ui/language.tsx'
import { MoneyCell } from '../../ui/MoneyCell.tsx'
import { Panel } from '../../ui/Panel.tsx'
import styles from './Customer.module.css'
import type { CustomerData } from './customer-data.ts'

export function Hierarchy({ data }: { readonly data: CustomerData }) {
  const say = useText()
  const navigate = useNavigate()
  const { card, ancestors, children } = data
  const open = (code: string) => void navigate({ to: '/customer/$code', params: { code } })
  return (
    <Panel title={say('customer.hierarchy')}>
      {ancestors.length === 0 && children.length === 0 ? (
        <p className={styles['quiet']}>{say('customer.hierarchy.none')}</p>
      ) : (
        <ul className={styles['tree']}>
          {ancestors.map((one, depth) => (
            <li key={one.code} style={{ paddingLeft: depth * 14 }}>
              <button type="button" className={styles['link']} onClick={() => open(one.code)}>
                {one.name}
              </button>
              <span className={styles['quiet']}>{one.code}</span>
            </li>
          ))}
          <li style={{ paddingLeft: ancestors.length * 14 }}>
            <b>{card.name}</b>
            <span className={styles['quiet']}>{card.code}</span>
          </li>
          {children.map((child) => (
            <li key={child.code} style={{ paddingLeft: (ancestors.length + 1) * 14 }}>
              <button type="button" className={styles['link']} onClick={() => open(child.code)}>
                {child.name}
              </button>
              <span>
                {child.figures.map((one) => (
                  <span key={one.currency}>
                    <MoneyCell minor={one.balanceMinor} currency={one.currency} withCode />{' '}
                  </span>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
