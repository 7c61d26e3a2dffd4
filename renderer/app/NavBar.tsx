import { IconHelp, IconKeyboard } from '@tabler/icons-react'
import { Tooltip } from '@mantine/core'
import { Link, useLocation } from '@tanstack/react-router'
import { KeyCap } from '../ui/KeyCap.tsx'
import { useFormat, useText } from '../ui/language.tsx'
import { SCREENS, type ScreenEntry } from './screens.ts'
import { useShell } from './shell-store.ts'
import { usePreferences } from './store.ts'
import type { CompanyInfo } from './TopBar.tsx'
import styles from './Shell.module.css'

export function NavBar({ info }: { readonly info: CompanyInfo | undefined }) {
  const say = useText()
  const isCollapsed = usePreferences((preferences) => preferences.navCollapsed)
  const show = useShell((shell) => shell.show)
  const { pathname } = useLocation()
  return (
    <nav className={styles['nav']} data-region="" data-tour="nav" aria-label={say('region.nav')}>
      {(['work', 'data'] as const).map((part) => (
        <NavPart
          key={part}
          title={say(part === 'work' ? 'nav.work' : 'nav.data')}
          screens={SCREENS.filter((screen) => screen.part === part)}
          info={info}
        />
      ))}
      <div className={styles['navFoot']} data-tour="keys">
        <Tooltip label={say('nav.help')} position="right" disabled={!isCollapsed}>
          <Link
            to="/help"
            className={styles['navItem']}
            aria-label={isCollapsed ? say('nav.help') : undefined}
            aria-current={pathname === '/help' ? 'page' : undefined}
          >
            <IconHelp size={17} stroke={1.6} aria-hidden="true" />
            <span className={styles['navLabel']}>{say('nav.help')}</span>
          </Link>
        </Tooltip>
        <Tooltip label={say('shortcuts.title')} position="right" disabled={!isCollapsed}>
          <button
            type="button"
            className={styles['navItem']}
            aria-label={isCollapsed ? say('shortcuts.title') : undefined}
            onClick={() => show('shortcuts')}
          >
            {isCollapsed ? (
              <IconKeyboard size={17} stroke={1.6} aria-hidden="true" />
            ) : (
              <KeyCap keys="?" />
            )}
            <span className={styles['navLabel']} style={{ textAlign: 'left' }}>
              {say('shortcuts.short')}
            </span>
          </button>
        </Tooltip>
      </div>
    </nav>
  )
}

function NavPart({
  title,
  screens,
  info,
}: {
  readonly title: string
  readonly screens: readonly ScreenEntry[]
  readonly info: CompanyInfo | undefined
}) {
  const say = useText()
  const format = useFormat()
  const isCollapsed = usePreferences((preferences) => preferences.navCollapsed)
  const { pathname } = useLocation()
  if (screens.length === 0) return null
  return (
    <>
      <h2 className={styles['navTitle']}>{title}</h2>
      <ul>
        {screens.map((screen) => (
          <li key={screen.id}>
            <Tooltip label={say(screen.title)} position="right" disabled={!isCollapsed}>
              <Link
                to={screen.path}
                className={styles['navItem']}
                aria-label={isCollapsed ? say(screen.title) : undefined}
                aria-current={isWithin(pathname, screen) ? 'page' : undefined}
              >
                <screen.icon size={17} stroke={1.6} aria-hidden="true" />
                <span className={styles['navLabel']}>{say(screen.title)}</span>
                {screen.id === 'customers' && info && (
                  <span className={styles['navCount']}>{format.count(info.counts.customers)}</span>
                )}
              </Link>
            </Tooltip>
          </li>
        ))}
      </ul>
    </>
  )
}

/** A screen is also where its own pages are: the customer page belongs to the customers. */
function isWithin(pathname: string, screen: ScreenEntry): boolean {
  return [screen.path, ...(screen.also ?? [])].some(
    (path) => pathname === path || pathname.startsWith(`${path}/`),
  )
}
