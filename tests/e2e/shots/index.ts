/**
 * Every screen, dialog, pop-up and state, as one table: `npm run screenshots` takes each in three
 * languages, two sizes, light and dark; nothing-cut.spec.ts and accessibility.spec.ts look at the same.
 * A new screen adds its rows to the file of its subject.
 */
import { ACCOUNTS } from './accounts.ts'
import { FRAME } from './frame.ts'
import { PAPERS } from './papers.ts'
import type { Ground, Shot } from './shot.ts'
import { TROUBLE } from './trouble.ts'
import { WIZARD } from './wizard.ts'

/** What changes the books comes last: imports, the round trip. */
const SHOTS: readonly Shot[] = [...ACCOUNTS, ...PAPERS, ...FRAME, ...TROUBLE, ...WIZARD]

/** SHOTS (beginnings of names) and LANGUAGES narrow a run down: `SHOTS=aging,statement LANGUAGES=de`. */
export function chosenShots(ground: Ground): readonly Shot[] {
  const wanted = process.env['SHOTS']?.split(',')
  return SHOTS.filter(
    (shot) =>
      (shot.ground ?? 'demo') === ground &&
      (wanted === undefined || wanted.some((name) => shot.name.startsWith(name))),
  )
}

export function chosen<Choice extends string>(
  name: string,
  all: readonly Choice[],
): readonly Choice[] {
  const wanted = process.env[name]?.split(',')
  return wanted === undefined ? all : all.filter((one) => wanted.includes(one))
}
