/** What a member of a company may be (reliability-security.md 11); several at once. */
export const ROLES = [
  'accountant',
  'credit_controller',
  'finance_manager',
  'sales',
  'auditor',
  'company_admin',
] as const
export type Role = (typeof ROLES)[number]
