/** The keys of the customer page. */
import {
  IconCash,
  IconChevronDown,
  IconChevronUp,
  IconFilePlus,
  IconReceipt,
  IconScale,
  IconTable,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useCommands, type Command } from '../../app/commands.ts'
import { useChartsAsTables } from '../../ui/MonthChart.tsx'
import { CUSTOMER_TABS, type CustomerTab } from './tabs.ts'

/** 1 to 6 choose a part, J and K walk the accounts in the order of the list they came from. */
export function useCustomerCommands(
  code: string,
  codes: readonly string[],
  ask: (changes: { tab: CustomerTab }) => void,
): (by: 1 | -1) => void {
  const navigate = useNavigate()
  const step = useCallback(
    (by: 1 | -1) => {
      const next = codes[codes.indexOf(code) + by]
      if (next !== undefined)
        void navigate({
          to: '/customer/$code',
          params: { code: next },
          search: (now) => ({ tab: now.tab, view: now.view }),
          replace: true,
        })
    },
    [code, codes, navigate],
  )
  useCommands(
    useMemo<readonly Command[]>(() => {
      return [
        ...CUSTOMER_TABS.map(
          (tab, index): Command => ({
            id: `customer.tab.${tab}`,
            title: `customer.tab.${tab}`,
            keys: [String(index + 1)],
            group: 'here',
            inPalette: false,
            run: () => ask({ tab }),
          }),
        ),
        {
          id: 'customer.next',
          title: 'customer.next',
          keys: ['J'],
          group: 'here',
          icon: IconChevronDown,
          run: () => step(1),
        },
        {
          id: 'customer.previous',
          title: 'customer.previous',
          keys: ['K'],
          group: 'here',
          icon: IconChevronUp,
          run: () => step(-1),
        },
        {
          id: 'customer.statement',
          title: 'customer.statement',
          keys: ['S'],
          group: 'here',
          icon: IconReceipt,
          run: () => ask({ tab: 'statement' }),
        },
        {
          id: 'customer.compare',
          title: 'compare.command.open',
          keys: ['M'],
          group: 'here',
          icon: IconScale,
          run: () => void navigate({ to: '/compare', search: { customer: code } }),
        },
        {
          id: 'customer.newDocument',
          title: 'customer.newDocument',
          keys: ['I'],
          group: 'here',
          icon: IconFilePlus,
          run: () =>
            void navigate({
              to: '/new/$kind',
              params: { kind: 'invoice' },
              search: { customer: code },
            }),
        },
        {
          id: 'customer.tables',
          title: 'chart.table',
          keys: ['T'],
          group: 'here',
          icon: IconTable,
          run: () => useChartsAsTables.getState().toggle(),
        },
        {
          id: 'customer.newReceipt',
          title: 'customer.newReceipt',
          keys: ['R'],
          group: 'here',
          icon: IconCash,
          run: () =>
            void navigate({
              to: '/new/$kind',
              params: { kind: 'receipt' },
              search: { customer: code },
            }),
        },
      ]
    }, [code, step, ask, navigate]),
  )
  return step
}
