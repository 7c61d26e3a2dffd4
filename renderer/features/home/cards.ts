/** The six cards of the day: what each counts, what it is worth, and the list it opens. */
import {
  IconAlertOctagon,
  IconArrowsExchange,
  IconCalendarDue,
  IconGauge,
  IconPhoneCall,
  IconReceipt,
  type Icon,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { z } from 'zod'
import type { today } from '../../../shared/contract/today.ts'
import type { MessageId } from '../../../shared/i18n/index.ts'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { useFormat, useText } from '../../ui/language.tsx'

export type Work = z.output<(typeof today)['work']['output']>

export interface HomeCard {
  readonly id: string
  readonly title: MessageId
  readonly icon: Icon
  readonly count: number
  readonly unit: MessageId
  /** With its currency; null where there is nothing to add up. */
  readonly amount: string | null
  readonly says: readonly string[]
  readonly tone: 'calm' | 'danger' | 'warn'
  readonly open: () => void
}

export function useCards(work: Work | undefined): readonly HomeCard[] {
  const say = useText()
  const format = useFormat()
  const navigate = useNavigate()
  const tieOut = useLive(api.companies.tieOut, work === undefined ? {} : { asOf: work.asOf }, {
    when: work !== undefined,
  })
  const accounts = useLive(api.bank.accounts, {}).data
  const bankLines = accounts?.reduce((sum, one) => sum + one.todo, 0) ?? 0
  const bankMinor = accounts?.reduce((sum, one) => sum + Math.abs(one.todoMinor), 0) ?? 0
  const isOneCurrency = accounts?.every(
    ({ currency, todo }) => todo === 0 || currency === work?.currency,
  )
  const broken = tieOut.data?.checks.filter((check) => !check.ok) ?? []
  const brokenCount = broken.length
  const brokenLaw = broken[0]?.name
  return useMemo(() => {
    if (!work) return []
    const amount = (minor: number) => format.moneyWithCode(Math.abs(minor), work.currency)
    const toCustomers = (view: 'overdue' | 'overLimit') => () =>
      void navigate({ to: '/customers', search: { view } })
    const toItems = (list: 'expected' | 'unapplied') => () =>
      void navigate({ to: '/risk', search: { list } })
    const { refused, missingRates } = work
    const problems = [
      ...(brokenCount > 0 ? [say('home.problems.laws', { count: brokenCount })] : []),
      ...(refused.rows > 0 ? [say('home.problems.refused', { count: refused.rows })] : []),
      ...(missingRates.length > 0
        ? [say('home.problems.rates', { currencies: missingRates.join(', ') })]
        : []),
      ...(work.disputed.items > 0
        ? [say('home.problems.disputed', { count: work.disputed.items })]
        : []),
    ]
    const toProblem = () => {
      if (brokenLaw !== undefined)
        document.querySelector<HTMLElement>(`[data-law="${brokenLaw}"]`)?.click()
      else if (refused.rows > 0) void navigate({ to: '/imports' })
      else if (missingRates.length > 0) void navigate({ to: '/periods', search: { part: 'rates' } })
      else void navigate({ to: '/risk', search: { list: 'disputed' } })
    }
    return [
      {
        id: 'chase',
        title: 'home.chase',
        icon: IconPhoneCall,
        count: work.chase.items,
        unit: 'home.items',
        amount: amount(work.chase.minor),
        says: [say('home.chase.says', { customers: work.chase.customers })],
        tone: work.chase.items > 0 ? 'danger' : 'calm',
        open: toCustomers('overdue'),
      },
      {
        id: 'dueSoon',
        title: 'home.dueSoon',
        icon: IconCalendarDue,
        count: work.dueSoon.items,
        unit: 'home.items',
        amount: amount(work.dueSoon.minor),
        says: [say('home.dueSoon.says', { date: format.date(work.dueSoon.until) })],
        tone: 'calm',
        open: toItems('expected'),
      },
      {
        id: 'unapplied',
        title: 'home.unapplied',
        icon: IconReceipt,
        count: work.unapplied.items,
        unit: 'home.items',
        amount: amount(work.unapplied.minor),
        says: [say('home.unapplied.says', { customers: work.unapplied.customers })],
        tone: work.unapplied.items > 0 ? 'warn' : 'calm',
        open: toItems('unapplied'),
      },
      {
        id: 'bank',
        title: 'home.bank',
        icon: IconArrowsExchange,
        count: bankLines,
        unit: 'home.lines',
        // Of several currencies there is no one sum.
        amount: isOneCurrency ? amount(bankMinor) : null,
        says: [say('home.bank.says', { count: accounts?.length ?? 0 })],
        tone: bankLines > 0 ? 'warn' : 'calm',
        open: () => void navigate({ to: '/reconcile' }),
      },
      {
        id: 'overLimit',
        title: 'home.overLimit',
        icon: IconGauge,
        count: work.overLimit.customers,
        unit: 'home.customers',
        amount: amount(work.overLimit.minor),
        says: [say('home.overLimit.says')],
        tone: work.overLimit.customers > 0 ? 'danger' : 'calm',
        open: toCustomers('overLimit'),
      },
      {
        id: 'problems',
        title: 'home.problems',
        icon: IconAlertOctagon,
        count: brokenCount + refused.rows + missingRates.length + work.disputed.items,
        unit: 'home.items',
        amount: null,
        says: problems.length === 0 ? [say('home.problems.none')] : problems,
        tone: brokenCount > 0 ? 'danger' : refused.rows + missingRates.length > 0 ? 'warn' : 'calm',
        open: toProblem,
      },
    ]
  }, [
    work,
    brokenCount,
    brokenLaw,
    accounts,
    bankLines,
    bankMinor,
    isOneCurrency,
    say,
    format,
    navigate,
  ])
}
