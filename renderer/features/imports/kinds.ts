import type { ImportKind } from '../../../shared/domain/tabular/fields.ts'

/** In the order a company begins with. */
export const IMPORT_KINDS: readonly ImportKind[] = [
  'customers',
  'documents',
  'receipts',
  'open-items',
  'rates',
]
