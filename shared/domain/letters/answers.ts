/** How answers are written in files people send: columns and words in Turkish, English and German. */
import { fieldsOfHeading, headingKey } from '../tabular/fields.ts'
import type { AnswerKind } from './state.ts'

export type AnswerColumn = 'customer_code' | 'answer' | 'amount' | 'currency' | 'note'

const OWN: Readonly<Record<string, AnswerColumn>> = {
  answer: 'answer',
  cevap: 'answer',
  yanit: 'answer',
  sonuc: 'answer',
  mutabakat: 'answer',
  antwort: 'answer',
  note: 'note',
  not: 'note',
  aciklama: 'note',
  notiz: 'note',
  bemerkung: 'note',
  tutar: 'amount',
  bakiye: 'amount',
  balance: 'amount',
  saldo: 'amount',
}

/** Which column a heading means; null for one that is passed over. */
export function answerColumnOf(heading: string): AnswerColumn | null {
  const key = headingKey(heading)
  const own = OWN[key]
  if (own) return own
  const [known] = fieldsOfHeading('receipts', heading)
  return known?.field === 'customer_code' ||
    known?.field === 'amount' ||
    known?.field === 'currency'
    ? known.field
    : null
}

const WORDS: Readonly<Record<AnswerKind, readonly string[]>> = {
  agree: [
    'agree',
    'agreed',
    'yes',
    'mutabikiz',
    'mutabik',
    'evet',
    'einverstanden',
    'ja',
    'stimmt',
  ],
  dispute: [
    'dispute',
    'disagree',
    'no',
    'mutabik degiliz',
    'mutabik degil',
    'itiraz',
    'hayir',
    'nicht einverstanden',
    'nein',
  ],
  not_ours: ['not ours', 'unknown', 'bizim degil', 'cari degil', 'nicht unser', 'unbekannt'],
}

const BY_WORD: ReadonlyMap<string, AnswerKind> = new Map(
  (Object.keys(WORDS) as AnswerKind[]).flatMap((kind) => WORDS[kind].map((word) => [word, kind])),
)

export function answerOf(text: string): AnswerKind | null {
  return BY_WORD.get(headingKey(text)) ?? null
}

/** How an answer is written in a workbook of ours; `answerOf` reads each. */
export const ANSWER_WORDS: Readonly<
  Record<'tr' | 'en' | 'de', Readonly<Record<AnswerKind, string>>>
> = {
  tr: { agree: 'mutabık', dispute: 'mutabık değil', not_ours: 'bizim değil' },
  en: { agree: 'agree', dispute: 'dispute', not_ours: 'not ours' },
  de: { agree: 'einverstanden', dispute: 'nicht einverstanden', not_ours: 'nicht unser' },
}
