import { useText } from '../../ui/language.tsx'
import type { DraftState } from './store.ts'
import { useProblemWords } from './words.ts'
import styles from './Imports.module.css'

/** What was noticed about the file as a whole: hidden rows, a totals row, "TL" read as TRY. */
export function FileNotes({ draft }: { readonly draft: DraftState }) {
  const say = useText()
  const words = useProblemWords()
  const notes = draft.warnings.filter(
    ({ code }) => code !== 'numbers.ambiguous' && code !== 'dates.ambiguous',
  )
  if (notes.length === 0) return null
  const texts = notes.map((note) =>
    say('imports.note', { text: words(note), count: Number(note.params['count'] ?? 1) }),
  )
  return (
    <p className={styles['fileNote']} title={texts.join('\n')}>
      {texts.join('  ')}
    </p>
  )
}
