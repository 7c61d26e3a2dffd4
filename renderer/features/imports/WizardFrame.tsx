/** Head with the steps and foot with the way on: the same around every step. */
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, type ReactNode } from 'react'
import { useCommands, type Command } from '../../app/commands.ts'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/language.tsx'
import { Region } from '../../ui/Region.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { Stepper } from '../../ui/Stepper.tsx'
import { STEPS, useImports, type StepId, type Work } from './store.ts'
import { useFileFacts } from './words.ts'
import styles from './Imports.module.css'

export interface Next {
  readonly label: string
  readonly run: () => void
  readonly busy?: boolean
  /** Why it cannot be done yet. */
  readonly reason?: string | undefined
}

export function WizardFrame({
  work,
  step,
  sheet,
  rows,
  foot,
  hints,
  next,
  isBusy = false,
  children,
}: {
  readonly work: Work
  readonly step: StepId
  readonly sheet?: string | null
  readonly rows?: number | undefined
  readonly foot?: ReactNode
  readonly hints?: ReactNode
  readonly next?: Next
  /** While the import runs nothing else can be done with it. */
  readonly isBusy?: boolean
  readonly children: ReactNode
}) {
  const say = useText()
  const facts = useFileFacts()
  const go = useStep()
  const isDone = step === 'done'
  const furthest = STEPS.indexOf(work.step)
  const back = STEPS[STEPS.indexOf(step) - 1]
  const run = next?.run
  const canGo = next !== undefined && next.busy !== true && next.reason === undefined
  useCommands(
    useMemo<readonly Command[]>(
      () =>
        run === undefined
          ? []
          : [
              {
                id: 'imports.next',
                title: 'imports.command.next',
                keys: ['Mod+Enter'],
                group: 'here',
                icon: IconArrowRight,
                enabled: canGo,
                run,
              },
            ],
      [run, canGo],
    ),
  )
  const described = facts(sheet ?? null, rows)
  return (
    <Screen
      title={say(work.kind === null ? 'imports.title.any' : `imports.title.${work.kind}`)}
      facts={[work.file.name, ...(described === '' ? [] : [described])].join(' · ')}
      actions={
        <Stepper
          label={say('imports.steps')}
          steps={STEPS.map((id, index) => ({
            id,
            label: say(`imports.step.${id}`),
            isOpen: !isDone && !isBusy && index <= furthest && id !== 'done',
          }))}
          current={step}
          onGo={(id) => void go(id)}
        />
      }
    >
      {children}
      {!isDone && (
        <Region as="footer" name={say('imports.foot')} className={styles['foot']}>
          {foot}
          <div className={styles['footEnd']}>
            {hints}
            <Button
              icon={IconArrowLeft}
              label={say('imports.back')}
              disabled={isBusy}
              onClick={() => void go(back ?? null)}
            />
            {next && (
              <Button
                look="primary"
                label={next.label}
                keys="Mod+Enter"
                busy={next.busy === true}
                disabledReason={next.reason}
                onClick={next.run}
              />
            )}
          </div>
        </Region>
      )}
    </Screen>
  )
}

/** Goes to a step (null: the start) and remembers how far the import has come. */
export function useStep(): (step: StepId | null, replace?: boolean) => Promise<void> {
  const navigate = useNavigate()
  return useMemo(
    () =>
      (step, replace = false) => {
        const { works, current, change } = useImports.getState()
        const work = works.find((one) => one.file.fileId === current)
        if (step !== null && work && STEPS.indexOf(step) > STEPS.indexOf(work.step))
          change({ step })
        return navigate({ to: '/imports', search: step === null ? {} : { step }, replace })
      },
    [navigate],
  )
}
