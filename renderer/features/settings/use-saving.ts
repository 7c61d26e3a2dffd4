/** Saves a setting of the company as soon as it is decided, and says so. */
import { useCallback } from 'react'
import type { CompanySettings } from '../../../shared/settings.ts'
import { api } from '../../app/api.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'

export function useSaving() {
  const say = useText()
  const describe = useTrouble()
  const done = useCallback(
    (work: Promise<unknown>) =>
      void work.then(
        () => toast.done(say('settings.saved')),
        (error: unknown) => toast.failed(describe(error).sentence),
      ),
    [say, describe],
  )
  const set = useCallback(
    (changes: Partial<CompanySettings>) => done(api.companies.setSettings(changes)),
    [done],
  )
  return { done, set }
}
