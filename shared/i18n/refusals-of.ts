/** Sentences that the command line and the screens say alike, as messages of a catalogue. */
import type { SentenceLanguage } from './sentences.ts'

export function refusalsOf<
  const T extends Readonly<Record<string, Record<SentenceLanguage, string>>>,
>(
  sentences: T,
  language: SentenceLanguage,
): { readonly [Code in keyof T & string as `refusal.${Code}`]: string } {
  return Object.fromEntries(
    Object.entries(sentences).map(([code, sentence]) => [`refusal.${code}`, sentence[language]]),
  ) as { readonly [Code in keyof T & string as `refusal.${Code}`]: string }
}
