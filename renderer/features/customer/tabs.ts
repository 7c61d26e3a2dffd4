/** The parts of the customer page; the statement is a screen of its own. */
export const CUSTOMER_TABS = [
  'overview',
  'items',
  'statement',
  'payments',
  'documents',
  'history',
] as const
export type CustomerTab = (typeof CUSTOMER_TABS)[number]
