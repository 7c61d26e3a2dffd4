import { Refusal } from '../../shared/rpc/refusal.ts'

export function isRefused(error: unknown, code: string): boolean {
  return error instanceof Refusal && error.code === code
}
