import {
  IconBuilding,
  IconCalendar,
  IconChevronDown,
  IconLock,
  IconLockAccess,
  IconLockOpen,
  IconMenu2,
  IconSearch,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { companyInfo } from '../../shared/contract/companies.ts'
import { host } from '../host/index.ts'
import { KeyCap } from '../ui/KeyCap.tsx'
import { useFormat, useText } from '../ui/language.tsx'
import { Region } from '../ui/Region.tsx'
import { Bell } from './Bell.tsx'
import { JobsTray } from './JobsTray.tsx'
import { useShell } from './shell-store.ts'
import { hasMenuButton } from './menu-button.ts'
import styles from './Shell.module.css'
import { SyncPill } from './sync/SyncPill.tsx'

export type CompanyInfo = z.output<typeof companyInfo>

/** Brand, company, period; the search field opens the palette. */
export function TopBar({ info }: { readonly info: CompanyInfo | undefined }) {
  const say = useText()
  const show = useShell((shell) => shell.show)
  return (
    <Region name={say('region.top')} className={styles['top']}>
      <div className={styles['topStart']}>
        {hasMenuButton() && <MenuButton />}
        <span className={styles['brand']}>
          <span className={styles['logo']} aria-hidden="true">
            {say('app.name').slice(0, 1)}
          </span>
          <span className={styles['brandName']}>{say('app.name')}</span>
        </span>
        {info && <CompanyButton info={info} />}
        {info && <PeriodButton info={info} />}
      </div>
      <button
        type="button"
        className={styles['search']}
        data-tour="search"
        aria-keyshortcuts="Control+K"
        onClick={() => show('palette')}
      >
        <IconSearch size={15} stroke={1.75} aria-hidden="true" />
        <span>{say('search.placeholder')}</span>
        <KeyCap keys="Mod+K" tone="chrome" />
      </button>
      <div className={styles['topEnd']}>
        {info && <SyncPill timezone={info.timezone} />}
        {info && <JobsTray />}
        {info && <Bell info={info} />}
      </div>
    </Region>
  )
}

/** The native menu where the title bar leaves it no bar of its own. */
function MenuButton() {
  const say = useText()
  return (
    <button
      type="button"
      className={styles['chromeButton']}
      title={say('window.menu')}
      aria-label={say('window.menu')}
      aria-keyshortcuts="F10"
      aria-haspopup="menu"
      onClick={() => host().act('show-menu')}
    >
      <IconMenu2 size={16} stroke={1.75} aria-hidden="true" />
    </button>
  )
}

function CompanyButton({ info }: { readonly info: CompanyInfo }) {
  const say = useText()
  const show = useShell((shell) => shell.show)
  return (
    <button
      type="button"
      className={styles['chromeButton']}
      title={say('company.change')}
      aria-keyshortcuts="Control+Shift+O"
      aria-haspopup="dialog"
      onClick={() => show('company')}
    >
      <IconBuilding size={15} stroke={1.75} aria-hidden="true" />
      <span className={styles['chromeName']}>{info.name}</span>
      <span className={styles['chromeNote']}>{info.currency}</span>
      {info.demo && <span className={styles['demo']}>{say('company.demo')}</span>}
      <span className="visually-hidden">{say('company.change')}</span>
      <IconChevronDown size={14} stroke={2} aria-hidden="true" />
    </button>
  )
}

/** The month of the day that screens open at, and whether it still takes postings; opens the periods. */
function PeriodButton({ info }: { readonly info: CompanyInfo }) {
  const say = useText()
  const format = useFormat()
  const month = info.suggestedAsOf.slice(0, 7)
  const isClosed = info.lockedThrough !== null && month <= info.lockedThrough
  const isSoft = !isClosed && info.softThrough !== null && month <= info.softThrough
  const state = say(isClosed ? 'period.closed' : isSoft ? 'period.soft' : 'period.open')
  const StateIcon = isClosed ? IconLock : isSoft ? IconLockAccess : IconLockOpen
  return (
    <Link
      to="/periods"
      search={{ month }}
      className={styles['chromeButton']}
      title={say('period.button', { month: format.month(month), state })}
    >
      <IconCalendar size={15} stroke={1.75} aria-hidden="true" />
      <span className={styles['chromeNote']}>{say('period.label')}</span>
      <span className={styles['chromeStrong']}>{month}</span>
      <StateIcon size={14} stroke={1.75} aria-hidden="true" />
      <span className="visually-hidden">{state}</span>
    </Link>
  )
}
