/** What every window has whatever screen it shows: its menu, requests from outside, windows of its own. */
import { IconExternalLink, IconMenu2, IconReportMedical } from '@tabler/icons-react'
import { Outlet, useRouter } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { host } from '../host/index.ts'
import { api } from './api.ts'
import { type Command, useCommands } from './commands.ts'
import { holdCompany } from './company.ts'
import { openElsewhere } from './elsewhere.ts'
import { useLive } from './live.ts'
import { hasMenuButton } from './menu-button.ts'
import { NativeMenu } from './NativeMenu.ts'
import { OpenRequests } from './OpenRequests.tsx'
import { useShell } from './shell-store.ts'
import { SupportReport } from './SupportReport.tsx'

export function WindowFrame() {
  const router = useRouter()
  const info = useLive(api.companies.info, {}).data
  const company = info?.file ?? null
  useEffect(() => {
    if (company !== null) holdCompany(company)
  }, [company])
  useEffect(() => openElsewhere(router, window), [router])
  useCommands(
    useMemo<readonly Command[]>(() => {
      const { show } = useShell.getState()
      return [
        {
          id: 'window.new',
          title: 'window.new',
          keys: ['Mod+Shift+Enter'],
          group: 'everywhere',
          icon: IconExternalLink,
          run: () => host().openWindow(router.state.location.href),
        },
        {
          id: 'help.support',
          title: 'support.command',
          keys: ['Shift+F1'],
          group: 'everywhere',
          icon: IconReportMedical,
          run: () => show('support'),
        },
        ...(hasMenuButton()
          ? [
              {
                id: 'window.menu',
                title: 'window.menu' as const,
                keys: ['F10'],
                group: 'everywhere' as const,
                icon: IconMenu2,
                inPalette: false,
                run: () => host().act('show-menu'),
              },
            ]
          : []),
      ]
    }, [router]),
  )
  return (
    <>
      <Outlet />
      <NativeMenu company={company} />
      <OpenRequests company={info?.name ?? ''} />
      <SupportReport />
    </>
  )
}
