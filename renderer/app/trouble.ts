/** What to tell of an error: a refusal's sentence, or that something broke and under which number. */
import { useCallback } from 'react'
import { BackendBug } from '../../shared/rpc/client.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { refusalSentence } from '../../shared/i18n/refusal-sentence.ts'
import { useFormat, useText } from '../ui/language.tsx'
import type { Trouble } from '../ui/states.tsx'

export function useTrouble(): (error: unknown) => Trouble {
  const say = useText()
  const format = useFormat()
  return useCallback(
    (error) => {
      if (error instanceof Refusal && error.code === 'connection.lost') {
        return { sentence: say('refusal.connection'), code: error.code, details: '' }
      }
      if (error instanceof Refusal) {
        return {
          sentence: refusalSentence(error.code, error.params, say, format),
          code: error.code,
          details: JSON.stringify(error.params),
        }
      }
      const incident = error instanceof BackendBug ? error.incident : 'none'
      const details = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
      return {
        sentence: say('refusal.internal', { incident }),
        code: incident === 'none' ? 'bug' : incident,
        details,
      }
    },
    [say, format],
  )
}
