import { useCallback, useState } from 'react'
import { api } from '../../app/api.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'

/** Exchanges at once and says what it came to. */
export function useSyncNow(): { readonly syncNow: () => void; readonly busy: boolean } {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const [busy, setBusy] = useState(false)
  const syncNow = useCallback(() => {
    setBusy(true)
    api.device
      .sync({})
      .then(({ pushed, pulled, digest }) =>
        toast.done(
          say(digest === 'equal' ? 'sync.done.equal' : 'sync.done', {
            pushed: format.count(pushed),
            pulled: format.count(pulled),
          }),
        ),
      )
      .catch((error: unknown) => toast.failed(describe(error).sentence))
      .finally(() => setBusy(false))
  }, [say, format, describe])
  return { syncNow, busy }
}
