import { IconCheck } from '@tabler/icons-react'
import styles from './Stepper.module.css'

export interface Step<Id extends string> {
  readonly id: Id
  readonly label: string
  /** Can be gone to from here. */
  readonly isOpen: boolean
}

/** Where a person is in work of several steps; finished steps are ticked and can be gone back to. */
export function Stepper<Id extends string>({
  label,
  steps,
  current,
  onGo,
}: {
  readonly label: string
  readonly steps: readonly Step<Id>[]
  readonly current: Id
  readonly onGo: (id: Id) => void
}) {
  const at = steps.findIndex((step) => step.id === current)
  return (
    <nav aria-label={label}>
      <ol className={styles['steps']}>
        {steps.map((step, index) => {
          const state = index < at ? 'done' : index === at ? 'current' : 'ahead'
          return (
            <li key={step.id} data-state={state}>
              <button
                type="button"
                aria-current={state === 'current' ? 'step' : undefined}
                disabled={!step.isOpen || state === 'current'}
                onClick={() => onGo(step.id)}
              >
                <span className={styles['mark']} aria-hidden="true">
                  {state === 'done' ? <IconCheck size={12} stroke={2.5} /> : index + 1}
                </span>
                {step.label}
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
