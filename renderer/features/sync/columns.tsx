/** Columns of the balances here and on the server. */
import type { z } from 'zod'
import type { device } from '../../../shared/contract/device.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import type { SayText } from '../../ui/language.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import type { Standing } from '../../app/sync/standing.ts'

export type BalanceRow = z.output<(typeof device)['balances']['output']>[number]

export function balanceId(row: BalanceRow): string {
  return `${row.customer} ${row.currency}`
}

/**
 * What is known of one balance. The confirmed part is the server's while the roots are equal at the
 * cursor; what waits or is held is on top of it.
 */
export type Proof = 'equal' | 'pending' | 'held' | 'different' | 'unknown'

export function proofOf(row: BalanceRow, { result }: Standing['proof']): Proof {
  if (result === 'different') return 'different'
  if (row.heldMinor !== 0) return 'held'
  if (row.pendingMinor !== 0) return 'pending'
  return result === 'equal' ? 'equal' : 'unknown'
}

const PROOF_STATUS = {
  equal: 'syncEqual',
  pending: 'syncPending',
  held: 'syncHeld',
  different: 'syncDifferent',
  unknown: 'syncUnknown',
} as const
const PROOF_ORDER: Readonly<Record<Proof, number>> = {
  different: 0,
  held: 1,
  pending: 2,
  unknown: 3,
  equal: 4,
}

export function balanceColumns(
  proof: Standing['proof'],
  say: SayText,
): readonly GridColumn<BalanceRow>[] {
  const currency = (row: BalanceRow) => row.currency
  return [
    { kind: 'text', id: 'code', head: 'head.code', text: (row) => row.customer, pinned: true },
    {
      kind: 'text',
      id: 'name',
      head: 'head.account',
      text: (row) => row.name,
      link: true,
      fills: true,
      widthMin: 140,
    },
    {
      kind: 'node',
      id: 'proof',
      head: 'sync.head.proof',
      node: (row) => <StatusBadge status={PROOF_STATUS[proofOf(row, proof)]} />,
      text: (row) => say(`sync.proof.${proofOf(row, proof)}`),
      sort: (row) => PROOF_ORDER[proofOf(row, proof)],
      extra: 44,
    },
    {
      kind: 'money',
      id: 'confirmed',
      head: 'sync.head.confirmed',
      minor: (row) => row.confirmedMinor,
      currency,
      total: true,
    },
    {
      kind: 'money',
      id: 'pending',
      head: 'sync.head.pending',
      minor: (row) => row.pendingMinor,
      currency,
      blankZero: true,
      total: true,
    },
    {
      kind: 'money',
      id: 'shown',
      head: 'sync.head.shown',
      minor: (row) => row.confirmedMinor + row.pendingMinor,
      currency,
      strong: true,
      total: true,
    },
    {
      kind: 'money',
      id: 'held',
      head: 'sync.head.held',
      minor: (row) => row.heldMinor,
      currency,
      blankZero: true,
      total: true,
      tone: (row) => (row.heldMinor === 0 ? null : 'danger'),
    },
    { kind: 'text', id: 'currency', head: 'head.currency', text: (row) => row.currency },
  ]
}
