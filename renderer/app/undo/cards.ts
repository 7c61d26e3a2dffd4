/** The way back of changes to cards, settings, months, rates and imports. */
import { addMonths } from '../../../shared/domain/days.ts'
import { api } from '../api.ts'
import { refuseIfChanged } from './changed.ts'
import { ChangedSince, type Step } from './steps.ts'
import { reason } from './words.ts'

type Input<F extends (input: never) => Promise<unknown>> = Parameters<F>[0]
type Output<F extends (input: never) => Promise<unknown>> = Awaited<ReturnType<F>>
type Patch = Input<typeof api.customers.patch>['patch']

export async function beforePatch({
  code,
  patch,
}: Input<typeof api.customers.patch>): Promise<(card: Output<typeof api.customers.patch>) => Step> {
  const { card: before } = await api.customers.get({ code })
  const fields = Object.keys(patch) as (keyof Patch)[]
  const old = Object.fromEntries(fields.map((field) => [field, before[field]])) as Patch
  return (after) => {
    const put = async (expected: typeof before, wanted: Patch) => {
      const { card } = await api.customers.get({ code })
      if (fields.some((field) => !isSame(card[field], expected[field]))) await refuseCard(code)
      await api.customers.patch({ code, patch: wanted })
    }
    return {
      name: { id: 'undo.patch', values: { customer: after.name } },
      undo: () => put(after, old),
      redo: () => put(before, patch),
    }
  }
}

type Many = Input<typeof api.customers.patchMany>

/**
 * Many cards in one step: a paste. A card changed since stops all of it, each way. Accounts that were
 * opened with it are taken out of sight, as what is in the books cannot be deleted.
 */
export async function beforePatches({
  changes,
  opens = [],
  archive = [],
}: Many): Promise<(answer: Output<typeof api.customers.patchMany>) => Promise<Step | null>> {
  const there: { code: string; patch: Patch; was: Patch }[] = []
  for (const { code, patch, was } of changes)
    there.push({ code, patch, was: was ?? (await seen(code, patch)) })
  const back = there.toReversed().map(({ code, patch, was }) => ({ code, patch: was, was: patch }))
  const moved = [
    ...opens.map(({ customer }) => ({ code: customer.code, archived: false })),
    ...archive,
  ]
  const put = async (wanted: Many['changes'], moves: typeof moved) => {
    const { refused } = await api.customers.patchMany({ changes: wanted, archive: moves })
    if (refused[0]) await refuseCard(refused[0].code)
  }
  return async ({ changed, opened }) => {
    const codes = [...there.map(({ code }) => code), ...opens.map((one) => one.customer.code)]
    const [only] = codes
    if (changed + opened === 0 || only === undefined) return null
    return {
      name:
        there.length === 0 && opens.length > 0
          ? { id: 'undo.openMany', values: { count: opens.length } }
          : codes.length === 1
            ? { id: 'undo.patch', values: { customer: (await cardOf(only)).name } }
            : { id: 'undo.patchMany', values: { count: codes.length } },
      undo: () =>
        put(
          back,
          moved.map(({ code, archived }) => ({ code, archived: !archived })),
        ),
      redo: () => put(there, moved),
    }
  }
}

/** What a card holds in the fields of a patch. */
async function seen(code: string, patch: Patch): Promise<Patch> {
  const card = await cardOf(code)
  const fields = Object.keys(patch) as (keyof Patch)[]
  const was = Object.fromEntries(fields.map((field) => [field, card[field]])) as Patch
  if (patch.custom === undefined) return was
  const keys = Object.keys(patch.custom)
  return { ...was, custom: Object.fromEntries(keys.map((key) => [key, card.custom[key] ?? ''])) }
}

async function cardOf(code: string) {
  return (await api.customers.get({ code })).card
}

export function created(card: Output<typeof api.customers.create>): Step {
  return archiveStep(card.code, { id: 'undo.create', values: { customer: card.name } }, false)
}

export function archived(
  { archived: was }: Input<typeof api.customers.archive>,
  card: Output<typeof api.customers.archive>,
): Step {
  return archiveStep(
    card.code,
    { id: was ? 'undo.archive' : 'undo.restore', values: { customer: card.name } },
    was,
  )
}

function archiveStep(code: string, name: Step['name'], isArchived: boolean): Step {
  const put = async (to: boolean) => {
    await api.customers.archive({ code, archived: to })
  }
  return { name, undo: () => put(!isArchived), redo: () => put(isArchived) }
}

export async function beforeSettings(
  input: Input<typeof api.companies.setSettings>,
): Promise<() => Step> {
  const { settings } = await api.companies.info({})
  const old = Object.fromEntries(
    Object.keys(input).map((key) => [key, settings[key as keyof typeof settings]]),
  ) as typeof input
  const put = async (expected: typeof input, wanted: typeof input) => {
    const now = (await api.companies.info({})).settings
    const keys = Object.keys(input) as (keyof typeof settings)[]
    if (keys.some((key) => !isSame(now[key], expected[key]))) await refuseIfChanged('')
    await api.companies.setSettings(wanted)
  }
  return () => ({
    name: { id: 'undo.settings', values: {} },
    undo: () => put(input, old),
    redo: () => put(old, input),
  })
}

export async function beforeFacts(input: Input<typeof api.companies.change>): Promise<() => Step> {
  const { name, timezone, fiscalYearStart } = await api.companies.info({})
  const all = { name, timezone, fiscalYearStart }
  const old = Object.fromEntries(
    Object.keys(input).map((key) => [key, all[key as keyof typeof all]]),
  ) as typeof input
  return () => ({
    name: { id: 'undo.settings', values: {} },
    undo: async () => {
      await api.companies.change(old)
    },
    redo: async () => {
      await api.companies.change(input)
    },
  })
}

/** Closing is undone by opening the first month it closed, and closing softly what was soft before. */
export async function beforeClosing(input: Input<typeof api.periods.close>): Promise<() => Step> {
  const { lockedThrough, softThrough } = await api.companies.info({})
  const before = input.soft === true ? softThrough : lockedThrough
  const first = before === null ? input.month : addMonths(before, 1)
  return () => ({
    name: { id: 'undo.close', values: { month: input.month } },
    undo: async () => {
      await api.periods.reopen({ month: first, reason: reason(), everything: before === null })
      if (softThrough !== null && (before === null || softThrough >= first))
        await api.periods.close({ month: softThrough, soft: true })
    },
    redo: async () => {
      await api.periods.close(input)
    },
  })
}

export async function beforeReopening(
  input: Input<typeof api.periods.reopen>,
): Promise<() => Step> {
  const { lockedThrough, softThrough } = await api.companies.info({})
  return () => ({
    name: { id: 'undo.reopen', values: { month: input.month } },
    undo: async () => {
      if (lockedThrough !== null && lockedThrough >= input.month)
        await api.periods.close({ month: lockedThrough })
      if (softThrough !== null && softThrough >= input.month)
        await api.periods.close({ month: softThrough, soft: true })
    },
    redo: async () => {
      await api.periods.reopen(input)
    },
  })
}

/** Changed rates get their old values; a rate that was not there before cannot be taken out. */
export async function beforeRates(input: Input<typeof api.rates.set>): Promise<() => Step | null> {
  const known = await api.rates.list({})
  const old = input.rates.flatMap(({ currency, date }) =>
    known.filter((one) => one.currency === currency && one.date === date),
  )
  return () =>
    old.length < input.rates.length
      ? null
      : {
          name: { id: 'undo.rates', values: { count: old.length } },
          undo: async () => {
            await api.rates.set({ rates: old })
          },
          redo: async () => {
            await api.rates.set(input)
          },
        }
}

/** Doing it again would need the file: the wizard has it. */
export function imported({ batchId, rows }: { batchId: string; rows: number }): Step {
  return {
    name: { id: 'undo.import', values: { count: rows } },
    undo: async () => {
      await api.imports.undo({ batchId })
    },
    redo: null,
  }
}

/** Doing it again would need the workbook: its screen has it. */
export function broughtBack({ batchId, cells }: { batchId: string; cells: number }): Step {
  return {
    name: { id: 'undo.broughtBack', values: { count: cells } },
    undo: async () => {
      await api.imports.undo({ batchId })
    },
    redo: null,
  }
}

async function refuseCard(code: string): Promise<never> {
  const [last] = await api.customers.history({ code })
  throw new ChangedSince(last?.actor ?? '', last?.at ?? new Date().toISOString())
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
