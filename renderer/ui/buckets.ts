import type { SayText } from './language.tsx'

/** Words for the bucket keys of the contract: `not_due`, `1-30`, `121+`, `unapplied`, `credit_notes`. */
export function bucketLabel(key: string, say: SayText): string {
  if (key === 'not_due') return say('bucket.notDue')
  if (key === 'unapplied') return say('bucket.unapplied')
  if (key === 'credit_notes') return say('bucket.creditNotes')
  const last = /^(\d+)\+$/.exec(key)
  return last ? `> ${Number(last[1]) - 1}` : key.replace('-', '–')
}
