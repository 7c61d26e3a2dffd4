/** The frame of every screen: top bar, navigation, content; the commands that work everywhere. */
import {
  IconArrowLeft,
  IconArrowRight,
  IconBell,
  IconBuilding,
  IconGavel,
  IconHelp,
  IconKeyboard,
  IconLayoutSidebarLeftCollapse,
  IconLineHeight,
  IconMoon,
  IconPlugConnectedX,
  IconRoute,
  IconSearch,
} from '@tabler/icons-react'
import { Outlet, useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect, useMemo, useRef } from 'react'
import { HealthNotes } from '../features/companies/HealthNotes.tsx'
import { DropAnywhere } from '../features/imports/DropAnywhere.tsx'
import { useText } from '../ui/language.tsx'
import { Note } from '../ui/Note.tsx'
import { focusRegion } from '../ui/Region.tsx'
import { toast } from '../ui/toast.ts'
import { isRefused } from './refused.ts'
import { api } from './api.ts'
import { listenForKeys, useCommands, type Command } from './commands.ts'
import { CompanySwitch } from './CompanySwitch.tsx'
import { useGridCommands } from './grid-commands.ts'
import { GuidedTour } from './GuidedTour.tsx'
import { useLive } from './live.ts'
import { useLine } from './line.ts'
import { NavBar } from './NavBar.tsx'
import { Palette } from './Palette.tsx'
import { Preview } from './preview/Preview.tsx'
import { SCREENS } from './screens.ts'
import { useShell } from './shell-store.ts'
import { ShortcutSheet } from './ShortcutSheet.tsx'
import { CsvChoice } from './csv-choice.tsx'
import { useExportCommands } from './export-view.ts'
import { DENSITIES, usePreferences, whenNotKept } from './store.ts'
import { TopBar } from './TopBar.tsx'
import { useTrouble } from './trouble.ts'
import { useUndoCommands } from './undo/use-undo-commands.ts'
import { useIsDark } from './use-theme.ts'
import styles from './Shell.module.css'

export function Shell() {
  const say = useText()
  const navigate = useNavigate()
  const info = useLive(api.companies.info, {})
  const isLost = useLine((line) => line.isLost)
  const navCollapsed = usePreferences((preferences) => preferences.navCollapsed)
  useShellCommands()
  useUndoCommands()
  useExportCommands()
  useGridCommands()
  useEffect(() => listenForKeys(window), [])
  const describe = useTrouble()
  useEffect(() => whenNotKept((error) => toast.failed(describe(error).sentence)), [describe])

  const hasNoCompany = isRefused(info.error, 'company.none_open')
  useEffect(() => {
    if (hasNoCompany) void navigate({ to: '/welcome', replace: true })
  }, [hasNoCompany, navigate])

  return (
    <div className={styles['shell']} data-collapsed={navCollapsed || undefined}>
      <a className={styles['skip']} href="#content" onClick={(event) => skipTo(event, 'content')}>
        {say('app.skip')}
      </a>
      <TopBar info={info.data} />
      <NavBar info={info.data} />
      <main id="content" className={styles['content']} tabIndex={-1}>
        {isLost && <Note tone="warn" icon={IconPlugConnectedX} title={say('state.disconnected')} />}
        <HealthNotes file={info.data?.file} />
        <div className={styles['screen']}>
          <Outlet />
        </div>
      </main>
      <Palette />
      <CompanySwitch />
      <Preview />
      <ShortcutSheet />
      <CsvChoice />
      <GuidedTour />
      <DropAnywhere />
    </div>
  )
}

function skipTo(event: React.MouseEvent, id: string) {
  event.preventDefault()
  document.getElementById(id)?.focus()
}

function useShellCommands() {
  const navigate = useNavigate()
  const { history } = useRouter()
  const isDark = useIsDark()
  const dark = useRef(isDark)
  useEffect(() => {
    dark.current = isDark
  }, [isDark])
  const commands = useMemo<readonly Command[]>(() => {
    const { change } = usePreferences.getState()
    const { show } = useShell.getState()
    return [
      ...SCREENS.map((screen) => ({
        id: `go.${screen.id}`,
        title: screen.title,
        keys: [`G ${screen.goKey}`],
        group: 'go' as const,
        icon: screen.icon,
        run: () => void navigate({ to: screen.path }),
      })),
      {
        id: 'go.rules',
        title: 'rules.title',
        keys: ['G U'],
        group: 'go',
        icon: IconGavel,
        run: () => void navigate({ to: '/rules' }),
      },
      {
        id: 'shell.palette',
        title: 'command.palette',
        keys: ['Mod+K'],
        group: 'everywhere',
        icon: IconSearch,
        inPalette: false,
        run: () => show('palette'),
      },
      {
        id: 'shell.shortcuts',
        title: 'command.shortcuts',
        keys: ['?'],
        group: 'everywhere',
        icon: IconKeyboard,
        run: () => show('shortcuts'),
      },
      {
        id: 'shell.help',
        title: 'help.command',
        keys: ['F1'],
        group: 'everywhere',
        icon: IconHelp,
        run: () => void navigate({ to: '/help' }),
      },
      {
        id: 'shell.tour',
        title: 'help.tour',
        group: 'everywhere',
        icon: IconRoute,
        run: () => show('tour'),
      },
      {
        id: 'shell.notices',
        title: 'notices.command',
        keys: ['G E'],
        group: 'everywhere',
        icon: IconBell,
        run: () => show('notices'),
      },
      {
        id: 'shell.nav',
        title: 'command.nav',
        keys: ['Mod+B'],
        group: 'everywhere',
        icon: IconLayoutSidebarLeftCollapse,
        run: () => change({ navCollapsed: !usePreferences.getState().navCollapsed }),
      },
      {
        id: 'shell.company',
        title: 'command.company',
        keys: ['Mod+Shift+O'],
        group: 'everywhere',
        icon: IconBuilding,
        run: () => show('company'),
      },
      {
        id: 'shell.back',
        title: 'command.back',
        keys: ['Alt+ArrowLeft'],
        group: 'everywhere',
        icon: IconArrowLeft,
        inPalette: false,
        run: () => history.back(),
      },
      {
        id: 'shell.forward',
        title: 'command.forward',
        keys: ['Alt+ArrowRight'],
        group: 'everywhere',
        icon: IconArrowRight,
        inPalette: false,
        run: () => history.forward(),
      },
      {
        id: 'shell.next',
        title: 'command.regionNext',
        keys: ['F6'],
        group: 'everywhere',
        inPalette: false,
        run: () => focusRegion(1),
      },
      {
        id: 'shell.previous',
        title: 'command.regionPrevious',
        keys: ['Shift+F6'],
        group: 'everywhere',
        inPalette: false,
        run: () => focusRegion(-1),
      },
      {
        id: 'shell.theme',
        title: 'command.theme',
        group: 'everywhere',
        icon: IconMoon,
        run: () => change({ theme: dark.current ? 'light' : 'dark' }),
      },
      {
        id: 'shell.density',
        title: 'command.density',
        group: 'everywhere',
        icon: IconLineHeight,
        run: () =>
          change({
            density:
              DENSITIES[
                (DENSITIES.indexOf(usePreferences.getState().density) + 1) % DENSITIES.length
              ] ?? 'normal',
          }),
      },
    ]
  }, [navigate, history])
  useCommands(commands)
}
