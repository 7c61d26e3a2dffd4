/** A file's name as a person gave it, with nothing left that a system could read as a path. */
export function safeFileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._ -]/gu, '_').slice(-120) || 'file'
}
