/** Saved views of the aging: the grid's view, and what the aging is asked. */
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import type { ViewMenuOpen } from '../../app/ViewButtons.tsx'
import { useListViews } from '../../app/views.ts'
import { useText } from '../../ui/language.tsx'
import type { Asked } from './AgingTools.tsx'
import { AGING_ORDER, type Traits } from './columns.ts'

/** Kept with a view; the open cell and the day known are of the moment. */
const TEXTS = [
  'asOf',
  'by',
  'buckets',
  'currency',
  'value',
  'customer',
  'bucket',
  'filter',
] as const
const SWITCHES = ['group', 'noDisputed', 'credits'] as const

export function useAgingViews(asked: Asked & { readonly view?: string | undefined }) {
  const say = useText()
  const navigate = useNavigate()
  const [menu, setMenu] = useState<ViewMenuOpen>(null)
  const builtIn = useMemo(
    () => [{ id: 'all', label: say('aging.view.all'), state: { sort: AGING_ORDER } }],
    [say],
  )
  const kept = JSON.stringify(settingsOf(asked))
  const settings = useMemo(() => JSON.parse(kept) as Readonly<Record<string, string>>, [kept])
  const onChoose = useCallback(
    (id: string, wanted: Readonly<Record<string, string>>) =>
      void navigate({
        to: '/aging',
        search: { view: id, knownAt: asked.knownAt, ...askedOf(wanted) },
        replace: true,
      }),
    [navigate, asked.knownAt],
  )
  const views = useListViews({
    screen: 'aging',
    builtIn,
    chosen: asked.view,
    settings,
    onChoose,
  })
  return { views, menu, setMenu }
}

/** By account code; empty until they have come. */
export function useTraits(): Traits {
  const { data } = useLive(api.customers.traits, {})
  return useMemo(() => new Map(data?.map((one) => [one.code, one])), [data])
}

function settingsOf(asked: Asked): Record<string, string> {
  return Object.fromEntries([
    ...TEXTS.flatMap((key) => (asked[key] ? [[key, asked[key]]] : [])),
    ...SWITCHES.flatMap((key) => (asked[key] === true ? [[key, 'yes']] : [])),
  ]) as Record<string, string>
}

function askedOf(settings: Readonly<Record<string, string>>): Asked {
  const { by, value } = settings
  return {
    ...Object.fromEntries(TEXTS.map((key) => [key, settings[key]])),
    ...Object.fromEntries(SWITCHES.map((key) => [key, settings[key] === 'yes' || undefined])),
    by: by === 'document' ? by : undefined,
    value: value === 'booked' || value === 'rates' ? value : undefined,
  }
}
