export const SYNC_PARTS = ['balances', 'held', 'conflicts', 'approvals'] as const
export type SyncPart = (typeof SYNC_PARTS)[number]
