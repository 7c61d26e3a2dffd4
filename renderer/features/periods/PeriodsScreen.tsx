/** Months to close and reopen, their month-end revaluation, and the exchange rates it needs. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { Screen, ViewTabs } from '../../ui/Screen.tsx'
import { Months } from './Months.tsx'
import { Rates } from './Rates.tsx'
import { PERIOD_VIEWS } from './views.ts'

export function PeriodsScreen() {
  const say = useText()
  const format = useFormat()
  const navigate = useNavigate()
  const { part = 'months' } = useSearch({ from: '/shell/periods' })
  const info = useLive(api.companies.info, {}).data
  return (
    <Screen
      title={say('periods.title')}
      facts={
        info === undefined
          ? undefined
          : info.lockedThrough === null
            ? say('periods.facts.none')
            : say('periods.facts.closed', { month: format.month(info.lockedThrough) })
      }
    >
      <ViewTabs
        label={say('periods.views')}
        views={PERIOD_VIEWS.map((id) => ({ id, label: say(`periods.view.${id}`) }))}
        chosen={part}
        onChoose={(id) =>
          void navigate({
            to: '/periods',
            search: id === 'months' ? {} : { part: id },
            replace: true,
          })
        }
      />
      {info !== undefined && (part === 'rates' ? <Rates info={info} /> : <Months info={info} />)}
    </Screen>
  )
}
