/**
 * What the palette lists: accounts and documents from the database, commands and pages from the
 * registry. Without a text, what was used last comes first.
 */
import { IconFileText, IconSearch, IconUser, type Icon } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useDeferredValue, useMemo } from 'react'
import { useOpenDocument } from './open-document.ts'
import { fold, foldedIncludes, foldedWords } from '../../shared/domain/fold.ts'
import { useFormat, useText } from '../ui/language.tsx'
import { api } from './api.ts'
import { shownKeys, useAllCommands } from './commands.ts'
import { useLive } from './live.ts'
import { usePreferences } from './store.ts'

export const SCOPES = ['all', 'customers', 'documents', 'commands'] as const
export type Scope = (typeof SCOPES)[number]

const FOUND_MAX = 8
/** Of everything, so that no kind hides the others. */
const SHARE = { customers: 5, documents: 6, all: 16 }
const CUSTOMER = 'customer.'
const DOCUMENT = 'document.'

export interface PaletteEntry {
  readonly id: string
  readonly title: string
  readonly note: string
  readonly icon: Icon
  readonly keys?: string | undefined
  /** It takes the focus elsewhere, so closing must not bring it back. */
  readonly leaves: boolean
  readonly run: () => void
}

type FoundCustomer = Awaited<ReturnType<typeof api.customers.search>>[number]
type FoundDocument = Awaited<ReturnType<typeof api.documents.search>>[number]

export interface PaletteList {
  readonly entries: readonly PaletteEntry[]
  /** Whether they answer what stands in the field, and not what stood there a moment ago. */
  readonly isCurrent: boolean
}

export function usePaletteList(typed: string, scope: Scope): PaletteList {
  const wanted = useDeferredValue(typed)
  const recent = usePreferences((preferences) => preferences.recent)
  const looks = wanted.length > 0
  const customers = useLive(
    api.customers.search,
    { text: wanted, limit: FOUND_MAX },
    { when: looks && (scope === 'all' || scope === 'customers') },
  )
  const documents = useLive(
    api.documents.search,
    { text: wanted, limit: FOUND_MAX },
    { when: looks && (scope === 'all' || scope === 'documents') },
  )
  const { customerEntry, documentEntry } = useEntryMakers()
  const lately = useRecentEntries(looks ? NONE : recent, customerEntry, documentEntry)
  const fromCommands = useCommandEntries(wanted, recent)
  const entries = useMemo(() => {
    const fromCustomers = looks
      ? (customers.data ?? []).map(customerEntry)
      : lately.filter((entry) => entry.id.startsWith(CUSTOMER))
    const fromDocuments = looks
      ? (documents.data ?? []).map(documentEntry)
      : lately.filter((entry) => entry.id.startsWith(DOCUMENT))
    if (scope === 'customers') return fromCustomers
    if (scope === 'documents') return fromDocuments
    if (scope === 'commands') return fromCommands
    const all = [
      ...fromCustomers.slice(0, SHARE.customers),
      ...fromDocuments.slice(0, SHARE.documents),
      ...fromCommands,
    ]
    return (looks ? all : all.toSorted((a, b) => rank(recent, a.id) - rank(recent, b.id))).slice(
      0,
      SHARE.all,
    )
  }, [
    looks,
    customers.data,
    documents.data,
    lately,
    fromCommands,
    customerEntry,
    documentEntry,
    scope,
    recent,
  ])
  // A search that is switched off keeps an older answer for good: only one under way is waited for.
  const isAsked = [customers, documents].some(
    (found) => found.isFetching && (found.isPending || found.isPlaceholderData),
  )
  return { entries, isCurrent: wanted === typed && !(looks && isAsked) }
}

const NONE: readonly string[] = []

function useEntryMakers() {
  const say = useText()
  const format = useFormat()
  const navigate = useNavigate()
  const openDocument = useOpenDocument()
  const customerEntry = useCallback(
    (customer: FoundCustomer): PaletteEntry => ({
      id: `${CUSTOMER}${customer.code}`,
      title: customer.name,
      note: [customer.code, customer.city, customer.currency].filter(Boolean).join(' · '),
      icon: IconUser,
      leaves: true,
      run: () => void navigate({ to: '/customer/$code', params: { code: customer.code } }),
    }),
    [navigate],
  )
  const documentEntry = useCallback(
    (document: FoundDocument): PaletteEntry => ({
      id: `${DOCUMENT}${document.documentId}`,
      title: document.documentNo,
      note: [
        say(`kind.${document.kind}`),
        format.moneyWithCode(document.amountMinor, document.currency),
        format.date(document.date),
        document.customerName,
      ].join(' · '),
      icon: IconFileText,
      leaves: true,
      run: () =>
        openDocument({
          customer: document.customerCode,
          currency: document.currency,
          documentId: document.documentId,
        }),
    }),
    [say, format, openDocument],
  )
  return { customerEntry, documentEntry }
}

function useCommandEntries(wanted: string, recent: readonly string[]): readonly PaletteEntry[] {
  const say = useText()
  const commands = useAllCommands()
  return useMemo(() => {
    const words = foldedWords(wanted)
    return commands
      .filter((command) => command.inPalette !== false && command.enabled !== false)
      .map(
        (command): PaletteEntry => ({
          id: command.id,
          title: say(command.title, command.values),
          note: say(command.group === 'go' ? 'palette.pages' : 'palette.commands'),
          icon: command.icon ?? IconSearch,
          keys: shownKeys(command),
          leaves: command.group === 'go',
          run: command.run,
        }),
      )
      .filter((entry) => foldedIncludes(fold(entry.title), words))
      .toSorted((a, b) => rank(recent, a.id) - rank(recent, b.id))
  }, [commands, recent, say, wanted])
}

/** Accounts and documents opened last, as they are now; one that is gone is left out. */
function useRecentEntries(
  recent: readonly string[],
  customerEntry: (customer: FoundCustomer) => PaletteEntry,
  documentEntry: (document: FoundDocument) => PaletteEntry,
): readonly PaletteEntry[] {
  const say = useText()
  return useQueries({
    queries: recent
      .filter((id) => id.startsWith(CUSTOMER) || id.startsWith(DOCUMENT))
      .map((id) => ({
        queryKey: ['recent', id],
        queryFn: () => foundAgain(id),
        networkMode: 'always' as const,
        retry: false,
      })),
    combine: useCallback(
      (answers: readonly { readonly data?: Found | undefined }[]) =>
        answers.flatMap(({ data }) =>
          data === undefined
            ? []
            : [
                'documentId' in data
                  ? documentEntry(data)
                  : {
                      ...customerEntry(data),
                      keys: undefined,
                      note: [data.code, say('palette.recent')].join(' · '),
                    },
              ],
        ),
      [customerEntry, documentEntry, say],
    ),
  })
}

type Found = FoundCustomer | FoundDocument

async function foundAgain(id: string): Promise<Found> {
  if (id.startsWith(DOCUMENT)) {
    const document = await api.documents.get({ documentId: id.slice(DOCUMENT.length) })
    return { ...document, date: document.postingDate }
  }
  const { card, figures } = await api.customers.get({ code: id.slice(CUSTOMER.length) })
  const currency = card.currency ?? figures[0]?.currency
  return {
    customerId: card.customerId,
    code: card.code,
    name: card.name,
    city: card.city,
    currency: currency ?? ('TRY' as FoundCustomer['currency']),
  }
}

function rank(recent: readonly string[], id: string): number {
  const at = recent.indexOf(id)
  return at < 0 ? recent.length : at
}
