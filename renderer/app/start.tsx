/** Starts the page over an open connection: providers, router, and refetching after commits. */
import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/notifications/styles.css'
import './theme/roles.css'
import './theme/base.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import { GridSettingsContext } from '../ui/grid-settings.tsx'
import { LanguageProvider } from '../ui/language.tsx'
import { elsewhere } from './elsewhere.ts'
import { focusAtOnce } from './focus-at-once.ts'
import { setConnection, type SaldoConnection } from './api.ts'
import { reopenOwn } from './company.ts'
import { followChanges, queries } from './live.ts'
import { router } from './router.tsx'
import { adoptPreferences, usePreferences } from './store.ts'
import { watchForSteps } from './undo/watch.ts'
import { cssVariables, themeIn } from './theme/theme.ts'
import { useIsDark, useRootAttributes } from './use-theme.ts'

export async function startPage(root: HTMLElement, connection: SaldoConnection): Promise<void> {
  watchForSteps()
  focusAtOnce(document.body)
  adoptPreferences(await connection.client.preferences.get({}))
  await reconnect(connection)
  createRoot(root).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  )
}

let stopFollowing: (() => void) | null = null

/** Puts another connection in place of a lost one; what is on screen is asked again. */
export async function reconnect(connection: SaldoConnection): Promise<void> {
  stopFollowing?.()
  const isOwn = await reopenOwn(connection)
  setConnection(connection)
  if (!isOwn) await router.navigate({ to: '/welcome' })
  stopFollowing = followChanges(connection)
  void queries.invalidateQueries()
}

function Page() {
  const language = usePreferences((preferences) => preferences.language)
  const formatLocale = usePreferences((preferences) => preferences.formatLocale)
  const negative = usePreferences((preferences) => preferences.negative)
  const figures = usePreferences((preferences) => preferences.copyFigures)
  const days = usePreferences((preferences) => preferences.copyDays)
  const tabMoves = usePreferences((preferences) => preferences.tabMoves)
  const grids = useMemo(
    () => ({ copy: { figures, days }, tabMoves, elsewhere }),
    [figures, days, tabMoves],
  )
  const isDark = useIsDark()
  const ownTheme = useMemo(() => themeIn(language), [language])
  useRootAttributes()
  return (
    <MantineProvider
      theme={ownTheme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={isDark ? 'dark' : 'light'}
      getStyleNonce={pageNonce}
    >
      <LanguageProvider choice={{ language, formatLocale, negative }}>
        <GridSettingsContext value={grids}>
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
            <Notifications position="bottom-right" limit={4} />
          </QueryClientProvider>
        </GridSettingsContext>
      </LanguageProvider>
    </MantineProvider>
  )
}

/** The host puts the nonce of its content security policy there. */
function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
}
