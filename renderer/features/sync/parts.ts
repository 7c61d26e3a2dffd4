export const SYNC_PARTS = ['balances', 'held'] as const
export type SyncPart = (typeof SYNC_PARTS)[number]
