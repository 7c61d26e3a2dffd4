/**
 * Every screen, dialog, pop-up and state, as one table: `npm run screenshots` takes each in three
 * languages, two sizes, light and dark; looks.spec.ts looks at the same.
 * A new screen adds its rows to the file of its subject.
 */
import { ACCOUNTS } from './accounts.ts'
import { BANK } from './bank.ts'
import { COMPARE } from './compare.ts'
import { FRAME } from './frame.ts'
import { GROUNDS } from './ground.ts'
import { LETTERS } from './letters.ts'
import { PAPERS } from './papers.ts'
import { RULES } from './rules.ts'
import type { Ground, Shot } from './shot.ts'
import { SYNC } from './sync.ts'
import { TROUBLE } from './trouble.ts'
import { WIZARD } from './wizard.ts'

/** What changes the books comes last: imports, the round trip. What is accepted teaches the facts of the rules. */
const SHOTS: readonly Shot[] = [
  ...ACCOUNTS,
  ...PAPERS,
  ...COMPARE,
  ...FRAME,
  ...SYNC,
  ...TROUBLE,
  ...LETTERS,
  ...BANK,
  ...RULES,
  ...WIZARD,
]

export interface Part {
  readonly title: string
  readonly ground: Ground
  readonly shots: readonly Shot[]
}

/**
 * The shots on one ground each, the demo's in thirds, so that tests share them out. SHOTS (beginnings
 * of names) takes a part of them: `SHOTS=aging,statement`.
 */
export function partsOfShots(): readonly Part[] {
  const wanted = process.env['SHOTS']?.split(',')
  return GROUNDS.flatMap((ground) => {
    const own = SHOTS.filter(
      (shot) =>
        (shot.ground ?? 'demo') === ground &&
        (wanted === undefined || wanted.some((name) => shot.name.startsWith(name))),
    )
    // A part that was asked for stays together: the wizard goes on from shot to shot.
    const isShared = ground === 'demo' && wanted === undefined
    const size = isShared ? Math.ceil(own.length / 3) : own.length
    return [0, 1, 2].map((n) => ({
      title: isShared ? `demo ${n + 1}` : ground,
      ground,
      shots: own.slice(n * size, (n + 1) * size),
    }))
  }).filter(({ shots }) => shots.length > 0)
}

/** LANGUAGES, THEMES and WIDTHS, by commas. */
export function chosen<Choice extends string>(
  name: string,
  all: readonly Choice[],
): readonly Choice[] {
  const wanted = process.env[name]?.split(',')
  return wanted === undefined ? all : all.filter((one) => wanted.includes(one))
}
