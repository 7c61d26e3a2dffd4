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
} from '@tanstack/react-router'
import { IconMapOff } from '@tabler/icons-react'
import { z } from 'zod'
import { AgingScreen } from '../features/aging/AgingScreen.tsx'
import { WelcomeScreen } from '../features/companies/WelcomeScreen.tsx'
import { CompareScreen } from '../features/compare/CompareScreen.tsx'
import { COMPARE_SHOWS } from '../features/compare/rows.ts'
import { CustomerScreen } from '../features/customer/CustomerScreen.tsx'
import { NewCustomerScreen } from '../features/customer/NewCustomerScreen.tsx'
import { CUSTOMER_TABS } from '../features/customer/tabs.ts'
import { CustomersScreen } from '../features/customers/CustomersScreen.tsx'
import { ENTRY_KINDS } from '../features/documents/kinds.ts'
import { NewDocumentScreen } from '../features/documents/NewDocumentScreen.tsx'
import { HelpScreen } from '../features/help/HelpScreen.tsx'
import { HomeScreen } from '../features/home/HomeScreen.tsx'
import { ImportsScreen } from '../features/imports/ImportsScreen.tsx'
import { STEPS } from '../features/imports/store.ts'
import { LedgerScreen } from '../features/ledger/LedgerScreen.tsx'
import { ALL, PARTS } from '../features/bank/parts.ts'
import { ReconcileScreen } from '../features/bank/ReconcileScreen.tsx'
import { LettersScreen } from '../features/letters/LettersScreen.tsx'
import { PeriodsScreen } from '../features/periods/PeriodsScreen.tsx'
import { PERIOD_VIEWS } from '../features/periods/views.ts'
import { RiskScreen } from '../features/risk/RiskScreen.tsx'
import { RISK_VIEWS } from '../features/risk/views.ts'
import { RoundtripScreen } from '../features/roundtrip/RoundtripScreen.tsx'
import { RulesScreen } from '../features/rules/RulesScreen.tsx'
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx'
import { PRESETS } from '../features/statement/ranges.ts'
import { StatementScreen } from '../features/statement/StatementScreen.tsx'
import { SYNC_PARTS } from '../features/sync/parts.ts'
import { SyncScreen } from '../features/sync/SyncScreen.tsx'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/language.tsx'
import { Screen } from '../ui/Screen.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Shell } from './Shell.tsx'
import { WindowFrame } from './WindowFrame.tsx'

/** A built-in view's id, or that of a view saved in the company. */
const VIEW = z.string().max(60).optional().catch(undefined)

const root = createRootRoute({ component: WindowFrame })

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  /** Address and code of a company to join are asked for at once. */
  validateSearch: z.object({ join: z.boolean().optional().catch(undefined) }),
  component: WelcomeScreen,
})

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
})

/** An address that no screen has: said within the frame, so that the way on is there. */
const nowhere = createRoute({
  getParentRoute: () => shell,
  path: '$',
  component: NotFound,
})

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: HomeScreen,
})

const help = createRoute({
  getParentRoute: () => shell,
  path: '/help',
  component: HelpScreen,
})

const risk = createRoute({
  getParentRoute: () => shell,
  path: '/risk',
  validateSearch: z.object({
    list: z.enum(RISK_VIEWS).optional().catch(undefined),
    view: VIEW,
    filter: z.string().max(200).optional().catch(undefined),
  }),
  component: RiskScreen,
})

const customers = createRoute({
  getParentRoute: () => shell,
  path: '/customers',
  validateSearch: z.object({
    view: VIEW,
    filter: z.string().max(200).optional().catch(undefined),
    /** Code of the customer to stand on. */
    focus: z.string().max(64).optional().catch(undefined),
    rollUp: z.boolean().optional().catch(undefined),
  }),
  component: CustomersScreen,
})

const customer = createRoute({
  getParentRoute: () => shell,
  path: '/customer/$code',
  validateSearch: z.object({
    tab: z.enum(CUSTOMER_TABS).optional().catch(undefined),
    view: VIEW,
    filter: z.string().max(200).optional().catch(undefined),
    group: z.boolean().optional().catch(undefined),
    currency: z.string().max(3).optional().catch(undefined),
  }),
  component: CustomerScreen,
})

const newCustomer = createRoute({
  getParentRoute: () => shell,
  path: '/new-customer',
  component: NewCustomerScreen,
})

const newAny = createRoute({
  getParentRoute: () => shell,
  path: '/new',
  beforeLoad: () => {
    throw redirect({ to: '/new/$kind', params: { kind: 'invoice' } })
  },
})

const newDocument = createRoute({
  getParentRoute: () => shell,
  path: '/new/$kind',
  params: {
    parse: ({ kind }) => ({ kind: ENTRY_KINDS.find((one) => one === kind) ?? 'invoice' }),
    stringify: ({ kind }) => ({ kind }),
  },
  validateSearch: z.object({
    customer: z.string().max(64).optional().catch(undefined),
    /** What another screen proposes to enter. */
    amount: z.number().int().positive().optional().catch(undefined),
    currency: z.string().max(3).optional().catch(undefined),
    on: z.string().max(10).optional().catch(undefined),
    number: z.string().max(64).optional().catch(undefined),
    text: z.string().max(500).optional().catch(undefined),
  }),
  component: NewDocumentScreen,
})

const compare = createRoute({
  getParentRoute: () => shell,
  path: '/compare',
  validateSearch: z.object({
    customer: z.string().max(64).optional().catch(undefined),
    show: z.enum(COMPARE_SHOWS).optional().catch(undefined),
  }),
  component: CompareScreen,
})

const statement = createRoute({
  getParentRoute: () => shell,
  path: '/statement',
  validateSearch: z.object({
    customer: z.string().max(64).optional().catch(undefined),
    view: VIEW,
    preset: z.enum(PRESETS).optional().catch(undefined),
    from: z.string().max(10).optional().catch(undefined),
    to: z.string().max(10).optional().catch(undefined),
    kind: z.enum(['activity', 'open']).optional().catch(undefined),
    currency: z.string().max(3).optional().catch(undefined),
    group: z.boolean().optional().catch(undefined),
    months: z.boolean().optional().catch(undefined),
    filter: z.string().max(200).optional().catch(undefined),
    /** Document to stand on. */
    focus: z.string().max(64).optional().catch(undefined),
  }),
  component: StatementScreen,
})

const aging = createRoute({
  getParentRoute: () => shell,
  path: '/aging',
  validateSearch: z.object({
    view: VIEW,
    asOf: z.string().max(10).optional().catch(undefined),
    by: z.enum(['due', 'document']).optional().catch(undefined),
    /** Edges as text: "30-60-90". */
    buckets: z.string().max(60).optional().catch(undefined),
    currency: z.string().max(3).optional().catch(undefined),
    /** Company currency: as booked, or at the rates of the day. */
    value: z.enum(['account', 'booked', 'rates']).optional().catch(undefined),
    group: z.boolean().optional().catch(undefined),
    noDisputed: z.boolean().optional().catch(undefined),
    customer: z.string().max(64).optional().catch(undefined),
    knownAt: z.string().max(40).optional().catch(undefined),
    bucket: z.string().max(20).optional().catch(undefined),
    credits: z.boolean().optional().catch(undefined),
    /** The cell whose items are open: currency, column and code. */
    cell: z.string().max(120).optional().catch(undefined),
    filter: z.string().max(200).optional().catch(undefined),
  }),
  component: AgingScreen,
})

const ledger = createRoute({
  getParentRoute: () => shell,
  path: '/ledger',
  validateSearch: z.object({
    view: VIEW,
    filter: z.string().max(200).optional().catch(undefined),
  }),
  component: LedgerScreen,
})

const imports = createRoute({
  getParentRoute: () => shell,
  path: '/imports',
  validateSearch: z.object({ step: z.enum(STEPS).optional().catch(undefined) }),
  component: ImportsScreen,
})

const roundtrip = createRoute({
  getParentRoute: () => shell,
  path: '/roundtrip',
  /** The workbook that was brought back; it is kept while the window is open. */
  validateSearch: z.object({ draft: z.uuid().optional().catch(undefined) }),
  component: RoundtripScreen,
})

const periods = createRoute({
  getParentRoute: () => shell,
  path: '/periods',
  validateSearch: z.object({
    part: z.enum(PERIOD_VIEWS).optional().catch(undefined),
    /** Month to stand on. */
    month: z.string().max(7).optional().catch(undefined),
    /** The month's revaluation is open. */
    valued: z.boolean().optional().catch(undefined),
  }),
  component: PeriodsScreen,
})

const letters = createRoute({
  getParentRoute: () => shell,
  path: '/letters',
  validateSearch: z.object({
    campaign: z.uuid().optional().catch(undefined),
    /** Part of the funnel, or a saved view. */
    view: VIEW,
    filter: z.string().max(200).optional().catch(undefined),
  }),
  component: LettersScreen,
})

const reconcile = createRoute({
  getParentRoute: () => shell,
  path: '/reconcile',
  validateSearch: z.object({
    /** One of our bank accounts, or all of them; without, the first with lines to do. */
    account: z
      .union([z.uuid(), z.literal(ALL)])
      .optional()
      .catch(undefined),
    lines: z.enum(PARTS).optional().catch(undefined),
    filter: z.string().max(200).optional().catch(undefined),
  }),
  component: ReconcileScreen,
})

const rules = createRoute({
  getParentRoute: () => shell,
  path: '/rules',
  validateSearch: z.object({
    /** What was learned instead of the rules. */
    learned: z.boolean().optional().catch(undefined),
    view: VIEW,
    filter: z.string().max(200).optional().catch(undefined),
  }),
  component: RulesScreen,
})

const sync = createRoute({
  getParentRoute: () => shell,
  path: '/sync',
  validateSearch: z.object({ look: z.enum(SYNC_PARTS).optional().catch(undefined) }),
  component: SyncScreen,
})

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: SettingsScreen,
})

export const router = createRouter({
  routeTree: root.addChildren([
    welcome,
    shell.addChildren([
      home,
      customers,
      customer,
      newCustomer,
      newAny,
      newDocument,
      statement,
      compare,
      aging,
      risk,
      ledger,
      help,
      imports,
      roundtrip,
      periods,
      letters,
      reconcile,
      rules,
      sync,
      settings,
      nowhere,
    ]),
  ]),
  history: createHashHistory(),
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
      <EmptyState icon={IconMapOff} title={say('state.notFound')} hint={say('state.notFoundHint')}>
        <Button
          look="primary"
          label={say('home.title')}
          keys="G H"
          onClick={() => void router.navigate({ to: '/' })}
        />
      </EmptyState>
    </Screen>
  )
}
