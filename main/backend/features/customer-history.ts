/** Who changed what on a card, and what happened to the account's letters. */
import type { z } from 'zod'
import { cardOperations } from '../../../db/local/log.ts'
import { lettersHistory } from '../../../db/local/letters.ts'
import type { customers as contract } from '../../../shared/contract/customers.ts'
import type { Context } from '../context.ts'
import { customerOf } from '../ledger/drafts.ts'
import { People } from '../sync/people.ts'

type In<N extends keyof typeof contract> = z.output<(typeof contract)[N]['input']>
type Out<N extends keyof typeof contract> = z.input<(typeof contract)[N]['output']>

export function customerHistory(context: Context, input: In<'history'>): Out<'history'> {
  const customer = customerOf(context, input.code)
  const people = new People(context)
  const letters = lettersHistory(context.db, customer.rowid).map(({ at, actor, number, kind }) => ({
    at: new Date(at).toISOString(),
    actor: people.shown(actor),
    field: 'letter',
    from: number,
    to: kind,
  }))
  const card = cardOperations(context.db, customer.customerId).flatMap((operation) => {
    const envelope = JSON.parse(operation.envelope) as {
      kind: string
      entered_at: string
      payload: {
        groups?: string[]
        from?: Record<string, unknown>
        to?: Record<string, unknown>
        archived?: boolean
      }
    }
    const personal = operation.private
      ? (JSON.parse(operation.private) as {
          from?: Record<string, unknown>
          to?: Record<string, unknown>
        })
      : {}
    const entry = (field: string, from: unknown, to: unknown) => ({
      at: envelope.entered_at,
      actor: people.shown(context.company.userName),
      field,
      from: shown(from),
      to: shown(to),
    })
    if (envelope.kind === 'master.create') return [entry('created', null, customer.code)]
    if (envelope.kind === 'master.archive')
      return [entry('archived', !envelope.payload.archived, envelope.payload.archived)]
    return (envelope.payload.groups ?? []).map((group) =>
      entry(
        group,
        personal.from?.[group] ?? envelope.payload.from?.[group],
        personal.to?.[group] ?? envelope.payload.to?.[group],
      ),
    )
  })
  return [...letters, ...card].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'object'
    ? Object.values(value).join(', ')
    : String(value as string | number | boolean)
}
