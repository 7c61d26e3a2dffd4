/** People as a screen names them: who has no name yet is the one who sits here. */
import { UNNAMED_USER } from '../../shared/domain/user-name.ts'
import type { SayText } from './language.tsx'

export function personText(name: string, say: SayText): string {
  return name === UNNAMED_USER ? say('person.you') : name
}
