/** How many documents were learned after the moment asked for; opens their list. */
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/language.tsx'

/** The list ends there; the button says so. */
const LISTED_MAX = 5000

export function LearnedButton({
  asOf,
  knownAt,
  pressed,
  onClick,
}: {
  readonly asOf: Parameters<typeof api.reports.learnedSince>[0]['asOf']
  readonly knownAt: string
  readonly pressed: boolean
  readonly onClick: () => void
}) {
  const say = useText()
  const learned = useLive(api.reports.learnedSince, { asOf, knownAt })
  const count = learned.data?.length ?? 0
  return (
    <Button
      data-learned=""
      look="plain"
      label={say(count < LISTED_MAX ? 'aging.learned.count' : 'aging.learned.many', { count })}
      pressed={pressed}
      onClick={onClick}
    />
  )
}
