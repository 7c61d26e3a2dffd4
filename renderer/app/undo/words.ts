/** The reason an undo leaves in the books, in the reader's language of the moment. */
let words = 'Undo'

export function setReason(text: string): void {
  words = text
}

export function reason(): string {
  return words
}
