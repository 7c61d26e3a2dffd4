/** Who may write what, told a second time (reliability-security.md 11). */
import type { Envelope } from './model-types.ts'

const [acc, cc, fm, sales, admin] = [
  'accountant',
  'credit_controller',
  'finance_manager',
  'sales',
  'company_admin',
]

export function mayWrite(roles: readonly string[], { kind, payload }: Envelope): boolean {
  const any = (...wanted: (string | undefined)[]) => roles.some((role) => wanted.includes(role))
  switch (kind) {
    case 'doc.post':
      return ['receipt', 'cheque', 'note'].includes(String(payload['kind']))
        ? any(acc, cc, fm)
        : any(acc, fm)
    case 'doc.reverse':
      return any(acc, fm)
    case 'alloc.add':
    case 'alloc.remove':
    case 'master.create':
    case 'master.archive':
      return any(acc, cc, fm)
    case 'master.patch':
      return (
        any(acc, cc, fm) ||
        (any(sales) &&
          (payload['groups'] as string[]).every((g) => ['contact', 'email', 'phone'].includes(g)))
      )
    case 'wf.event': {
      const [family] = String(payload['type']).split('.')
      if (family === 'rates') return any(acc, fm)
      if (family === 'setting') return any(fm, admin)
      return any(acc, cc, fm, sales)
    }
    case 'number.void':
      return any(acc, cc, fm)
    case 'number.block':
      return payload['series'] === 'RCT' ? any(acc, cc, fm) : any(acc, fm)
    case 'period.soft_close':
      return any(acc, fm)
    case 'period.lock':
      return any(fm)
    default:
      return roles.some((role) => role !== 'auditor')
  }
}
