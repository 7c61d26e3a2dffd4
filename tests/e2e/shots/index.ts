/**
 * Every screen, dialog, pop-up and state, as one table: `npm run screenshots` takes each in three
 * languages, two sizes, light and dark; nothing-cut.spec.ts and accessibility.spec.ts look at the same.
 * A new screen adds its rows to the file of its subject.
 */
import { ACCOUNTS } from './accounts.ts'
import { FRAME } from './frame.ts'
import { PAPERS } from './papers.ts'
import type { Shot } from './shot.ts'
import { TROUBLE } from './trouble.ts'
import { WIZARD } from './wizard.ts'

/** What changes the books comes last: imports, the round trip. */
export const SHOTS: readonly Shot[] = [...ACCOUNTS, ...PAPERS, ...FRAME, ...TROUBLE, ...WIZARD]
