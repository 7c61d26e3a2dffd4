/**
 * Routes. The address is a hash (the page comes from a file or a loopback host), and view, filter
 * and focus live in typed search parameters, so that back, deep links and second windows are free.
 */
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
  Outlet,
} from '@tanstack/react-router'
import { IconMapOff } from '@tabler/icons-react'
import { z } from 'zod'
import { WelcomeScreen } from '../features/companies/WelcomeScreen.tsx'
import { CustomersScreen } from '../features/customers/CustomersScreen.tsx'
import { CUSTOMER_VIEWS } from '../features/customers/views.ts'
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx'
import { PRESETS } from '../features/statement/ranges.ts'
import { StatementScreen } from '../features/statement/StatementScreen.tsx'
import { useText } from '../ui/language.tsx'
import { Screen } from '../ui/Screen.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Shell } from './Shell.tsx'

const root = createRootRoute({ component: Outlet })

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: WelcomeScreen,
})

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  notFoundComponent: NotFound,
})

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/customers' })
  },
})

const customers = createRoute({
  getParentRoute: () => shell,
  path: '/customers',
  validateSearch: z.object({
    view: z.enum(CUSTOMER_VIEWS).optional().catch(undefined),
    filter: z.string().max(200).optional().catch(undefined),
    /** Code of the customer to stand on. */
    focus: z.string().max(64).optional().catch(undefined),
    rollUp: z.boolean().optional().catch(undefined),
  }),
  component: CustomersScreen,
})

const statement = createRoute({
  getParentRoute: () => shell,
  path: '/statement',
  validateSearch: z.object({
    customer: z.string().max(64).optional().catch(undefined),
    preset: z.enum(PRESETS).optional().catch(undefined),
    from: z.string().max(10).optional().catch(undefined),
    to: z.string().max(10).optional().catch(undefined),
    kind: z.enum(['activity', 'open']).optional().catch(undefined),
    currency: z.string().max(3).optional().catch(undefined),
    group: z.boolean().optional().catch(undefined),
    filter: z.string().max(200).optional().catch(undefined),
    /** Document to stand on. */
    focus: z.string().max(64).optional().catch(undefined),
  }),
  component: StatementScreen,
})

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: SettingsScreen,
})

export const router = createRouter({
  routeTree: root.addChildren([welcome, shell.addChildren([home, customers, statement, settings])]),
  history: createHashHistory(),
  defaultNotFoundComponent: NotFound,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

function NotFound() {
  const say = useText()
  return (
    <Screen title={say('state.notFound')}>
      <EmptyState
        icon={IconMapOff}
        title={say('state.notFound')}
        hint={say('state.notFoundHint')}
      />
    </Screen>
  )
}
