/** What the server gives this device beside the books: who works on them, numbers, and its trust. */
import type { z } from 'zod'
import { allMembers } from '../../../db/local/members.ts'
import {
  allBlocks,
  type NumberBlock,
  openBlock,
  takeOfBlock,
} from '../../../db/local/number-blocks.ts'
import { customerByUuid } from '../../../db/local/customers.ts'
import type { device as contract } from '../../../shared/contract/device.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { RequestError } from '../../../sync/protocol/codes.ts'
import type { Context } from '../context.ts'
import { Journal } from '../ledger/journal.ts'
import { fiscalYear, formatNumber } from '../ledger/numbers.ts'
import { fileOf, type Session } from '../session.ts'
import { askFor } from '../sync/ask.ts'
import { connectionOf, exchangeRefusal, serverOf } from '../sync/connection.ts'

type In<K extends keyof typeof contract> = z.output<(typeof contract)[K]['input']>
type Out<K extends keyof typeof contract> = z.input<(typeof contract)[K]['output']>

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function membersOf({ db, company }: Context): Out<'members'> {
  return allMembers(db).map(({ userId, name, roles, scope, status }) => ({
    user: userId,
    name,
    roles: [...roles],
    scope: scope && scope.map((named) => codeOf(db, named)),
    status: status === 'active' ? 'active' : 'suspended',
    isYou: userId === company.userId,
  }))
}

/** A scope names customers by id or code; one that is not here yet is known by its id alone. */
function codeOf(db: Context['db'], named: string): string {
  return UUID.test(named) ? (customerByUuid(db, named)?.code ?? named) : named
}

export function blocksOf({ db, company }: Context): Out<'blocks'> {
  return allBlocks(db).map((block) => {
    const { blockId, series, year, kind, first, last, next, isVoid, deviceEpoch } = block
    const number = (n: number) => formatNumber(series, year, n)
    const isGone = isVoid || deviceEpoch !== company.deviceEpoch
    return {
      block: blockId,
      series,
      year,
      kind,
      first: number(first),
      last: number(last),
      next: isGone || next > last ? null : number(next),
      left: isGone ? 0 : leftIn(block),
      size: last - first + 1,
      state: isGone ? 'void' : next > last ? 'used' : 'open',
    }
  })
}

function leftIn({ next, last }: NumberBlock): number {
  return last - next + 1
}

export async function takeBlock(session: Session, input: In<'takeBlock'>): Promise<Out<'blocks'>> {
  const file = fileOf(session)
  const { series, size, year } = input
  await askFor(file, { do: 'block', series, size, ...(year === undefined ? {} : { year }) })
  return file.query(blocksOf)
}

/** In the order of the block, so that each of its numbers is explained once (sync.md 5). */
export function voidNumbers(context: Context, input: In<'voidNumbers'>): Out<'blocks'> {
  const { db, company, today } = context
  const { series, count, reason } = input
  const year = input.year ?? fiscalYear(today, company.fiscalYearStart)
  const journal = new Journal(context)
  const voided: string[] = []
  for (let n = 0; n < count; n += 1) {
    const block = openBlock(db, series, year, company.deviceEpoch)
    if (!block) throw new Refusal('number.block_empty', { series, year })
    const number = formatNumber(series, year, block.next)
    takeOfBlock(db, block)
    journal.operations.write(journal.operations.newId(), {
      kind: 'number.void',
      entityId: block.blockId,
      payload: { number, reason },
    })
    voided.push(number)
  }
  journal.close('numbers.void', [...new Set([voided[0], voided.at(-1)])].join(' – '), { reason })
  return blocksOf(context)
}

export async function signIn(session: Session, { password }: In<'signIn'>): Promise<Out<'signIn'>> {
  const file = fileOf(session)
  const { transport } = connectionOf(file)
  const { userId, userName } = file.company
  try {
    await transport.signIn(userId, password)
  } catch (error) {
    throw signInRefusal(error) ?? exchangeRefusal(error, serverOf(file))
  }
  return { user: userName }
}

/** Null for what any exchange may meet. */
function signInRefusal(error: unknown): Refusal | null {
  if (!(error instanceof RequestError)) return null
  if (error.code === 'UNAUTHORIZED') return new Refusal('sign_in.wrong')
  if (error.code === 'USER_SUSPENDED') return new Refusal('sign_in.suspended')
  if (error.code === 'SLOW_DOWN') return new Refusal('sign_in.too_often')
  return null
}
