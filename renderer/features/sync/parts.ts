export const SYNC_PARTS = [
  'balances',
  'held',
  'conflicts',
  'approvals',
  'differences',
  'users',
  'devices',
] as const
export type SyncPart = (typeof SYNC_PARTS)[number]
