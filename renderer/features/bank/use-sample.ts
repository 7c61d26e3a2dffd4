/** The demo's next bank file, for who wants to try: taken as if it had been chosen. */
import { IconSparkles } from '@tabler/icons-react'
import { useCallback, useMemo } from 'react'
import { api } from '../../app/api.ts'
import { type Command, useCommands } from '../../app/commands.ts'
import { useTrouble } from '../../app/trouble.ts'
import { toast } from '../../ui/toast.ts'

type Info = Awaited<ReturnType<typeof api.companies.info>>
type Account = Awaited<ReturnType<typeof api.bank.accounts>>[number]

/** Null where there is none: outside of the demo, or it is in the books. */
export function useSample(
  info: Info,
  accounts: readonly Account[],
  take: (file: File) => void,
): (() => void) | null {
  const describe = useTrouble()
  const isThere =
    info.demo &&
    !accounts.some(
      ({ currency, closingOn }) =>
        currency === info.currency && closingOn !== null && closingOn >= info.suggestedAsOf,
    )
  const run = useCallback(() => {
    api.bank.sample({}).then(
      ({ fileName, text }) => take(new File([text], fileName, { type: 'text/plain' })),
      (error: unknown) => toast.failed(describe(error).sentence),
    )
  }, [take, describe])
  useCommands(
    useMemo<readonly Command[]>(
      () =>
        isThere
          ? [
              {
                id: 'reconcile.sample',
                title: 'reconcile.command.sample',
                keys: ['S'],
                group: 'here',
                icon: IconSparkles,
                run,
              },
            ]
          : [],
      [isThere, run],
    ),
  )
  return isThere ? run : null
}
