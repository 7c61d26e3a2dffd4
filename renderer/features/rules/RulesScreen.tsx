/** What decides bank lines: rules people wrote, and what confirmed lines taught (M107, N11). */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { ViewTabs } from '../../ui/Screen.tsx'
import { FactsPart } from './FactsPart.tsx'
import { RulesPart } from './RulesPart.tsx'

const PARTS = ['rules', 'facts'] as const

export function RulesScreen() {
  const say = useText()
  const format = useFormat()
  const navigate = useNavigate()
  const { learned = false } = useSearch({ from: '/shell/rules' })
  const part = learned ? 'facts' : 'rules'
  const rules = useLive(api.bank.rules, {})
  const facts = useLive(api.bank.facts, {})
  const counts = { rules: rules.data?.length, facts: facts.data?.length }
  const tabs = (
    <ViewTabs
      label={say('rules.parts')}
      views={PARTS.map((id) => ({
        id,
        label: say(`rules.part.${id}`),
        count: counts[id] === undefined ? undefined : format.count(counts[id]),
      }))}
      chosen={part}
      onChoose={(id) =>
        void navigate({
          to: '/rules',
          search: id === 'rules' ? {} : { learned: true },
          replace: true,
        })
      }
    />
  )
  return part === 'rules' ? (
    <RulesPart list={rules} tabs={tabs} />
  ) : (
    <FactsPart list={facts} tabs={tabs} />
  )
}
