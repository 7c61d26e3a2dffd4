/**
 * What a card shows while own changes wait for the server: what is confirmed, with each waiting patch
 * merged by field group (sync.md 11). The server decides by the same comparison; where it would ask a
 * person, what is confirmed stays in sight.
 */
import { canonicalText, type Plain } from './canonical.ts'

export type Groups = Readonly<Record<string, Plain | undefined>>

/** `groups` names every group of the patch; absent in `to` means taken off. */
export interface Patch {
  readonly groups: readonly string[]
  readonly from: Groups
  readonly to: Groups
}

export function patched(card: Groups, patch: Patch): Groups {
  const after: Record<string, Plain | undefined> = { ...card }
  for (const group of patch.groups) {
    const [now, from, to] = [card[group], patch.from[group], patch.to[group]]
    if (group === 'tags') after[group] = unitedTags(now, from, to)
    else if (isSame(now, from)) after[group] = to
  }
  return after
}

/** Added here and added there are both kept; what either removed is gone. */
function unitedTags(now: Plain | undefined, from: Plain | undefined, to: Plain | undefined): Plain {
  const [standing, before, after] = [listOf(now), listOf(from), listOf(to)]
  const removed = new Set(before.filter((tag) => !after.includes(tag)))
  const added = after.filter((tag) => !before.includes(tag))
  return [...new Set([...standing.filter((tag) => !removed.has(tag)), ...added])]
}

function listOf(tags: Plain | undefined): string[] {
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : []
}

function isSame(a: Plain | undefined, b: Plain | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return canonicalText(a) === canonicalText(b)
}
