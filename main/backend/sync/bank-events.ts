/** Bank statements, their lines, and what became of each line, as their events say it. */
import type { Books } from './books.ts'
import type { Said } from './said.ts'

export function applyBankEvent(_books: Books, _said: Said, _type: string, _at: number): void {
  // Filled below.
}

export function takeOutBankEvent(_books: Books, _said: Said): void {
  // Filled below.
}
