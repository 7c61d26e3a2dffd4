/** Fourth step: what the import will do to the books, before it does it; then the run itself. */
import { Radio } from '@mantine/core'
import { IconAlertTriangle, IconLock } from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { MoneyCell } from '../../ui/MoneyCell.tsx'
import { Note } from '../../ui/Note.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { CheckStrip } from './CheckStrip.tsx'
import { controlWords, differs } from './control.ts'
import { useImports, type DraftState, type Work } from './store.ts'
import { useCheck, useImportProgress } from './use-check.ts'
import { useFile } from './use-file.ts'
import { useStep, WizardFrame } from './WizardFrame.tsx'
import { WorkProgress } from './WorkProgress.tsx'
import styles from './Imports.module.css'

const PERIODS = { open: 'periodOpen', soft: 'periodSoft', closed: 'periodClosed' } as const

export function DryRunStep({ work }: { readonly work: Work }) {
  const say = useText()
  const describe = useTrouble()
  const go = useStep()
  const change = useImports((state) => state.change)
  const { draft, isBusy: isChecking, error } = useCheck(work, useFile(work))
  const [isRunning, setRunning] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const progress = useImportProgress(isRunning || isChecking)
  const errors = draft?.counts.error ?? 0
  const takes = draft === null ? 0 : draft.counts.all - errors - draft.counts.unchanged
  const cancel = useCallback(() => void api.imports.cancel({}), [])
  const run = async () => {
    if (draft === null || isRunning) return
    setRunning(true)
    setTrouble(null)
    try {
      const name = work.mappingName.trim()
      const result = await api.imports.run({
        draftId: draft.draftId,
        partial: work.partial,
        ...(work.remember && name !== '' && draft.detected.layout === null
          ? { rememberAs: name }
          : {}),
      })
      change({ result, undone: false })
      await go('done', true)
    } catch (failure) {
      setTrouble(describe(failure).sentence)
    } finally {
      setRunning(false)
    }
  }
  const isStopped = errors > 0 && !work.partial
  return (
    <WizardFrame
      work={work}
      step="dryrun"
      sheet={draft?.detected.sheet ?? null}
      rows={draft?.counts.all}
      isBusy={isRunning}
      hints={<span className={styles['quiet']}>{say('imports.undoable')}</span>}
      next={{
        label: say('imports.next.run', { count: takes }),
        run: () => void run(),
        busy: isRunning,
        reason:
          draft === null
            ? say('imports.checking')
            : isStopped
              ? say('imports.stopped', { count: errors })
              : undefined,
      }}
    >
      {error !== null && error !== undefined ? (
        <ErrorState trouble={describe(error)} />
      ) : draft === null || isRunning ? (
        <WorkProgress progress={progress} {...(isRunning ? { onCancel: cancel } : {})} />
      ) : (
        <div className={styles['page']}>
          <Before draft={draft} />
          {trouble !== null && <Note tone="danger" icon={IconAlertTriangle} title={trouble} />}
          {errors > 0 && (
            <Radio.Group
              className={styles['how'] ?? ''}
              label={say('imports.how')}
              value={work.partial ? 'partial' : 'all'}
              onChange={(value) => change({ partial: value === 'partial' })}
            >
              <Radio
                value="partial"
                label={say('imports.how.partial', { good: takes, bad: errors })}
                description={say('imports.how.partial.says')}
              />
              <Radio
                value="all"
                label={say('imports.how.all')}
                description={say('imports.how.all.says', { bad: errors })}
              />
            </Radio.Group>
          )}
        </div>
      )}
    </WizardFrame>
  )
}

function Before({ draft }: { readonly draft: DraftState }) {
  const say = useText()
  const format = useFormat()
  const currency = useLive(api.companies.info, {}).data?.currency ?? 'TRY'
  const { totals, balances, months, control, missingCustomers, options } = draft
  const isLocked = useMemo(() => months.some(({ state }) => state === 'closed'), [months])
  return (
    <>
      <CheckStrip draft={draft} currency={currency} />
      {isLocked && (
        <Note tone="warn" icon={IconLock} title={say('imports.locked')}>
          <p>{say('imports.locked.says')}</p>
        </Note>
      )}
      {differs(control) && (
        <Note
          tone="warn"
          icon={IconAlertTriangle}
          title={controlWords(control, currency, say, format)}
        >
          <p>{say('imports.control.says')}</p>
        </Note>
      )}
      <div className={styles['panels']}>
        <Panel level={2} title={say('imports.sums')}>
          <table className={styles['figures']}>
            <thead>
              <tr>
                <th scope="col">{say('head.currency')}</th>
                <th scope="col">{say('head.debit')}</th>
                <th scope="col">{say('head.credit')}</th>
                <th scope="col">{say('imports.before')}</th>
                <th scope="col">{say('imports.after')}</th>
              </tr>
            </thead>
            <tbody>
              {balances.map((balance) => (
                <tr key={balance.currency}>
                  <th scope="row">{balance.currency}</th>
                  <td>
                    {format.money(totals[balance.currency]?.debitMinor ?? 0, balance.currency)}
                  </td>
                  <td>
                    {format.money(totals[balance.currency]?.creditMinor ?? 0, balance.currency)}
                  </td>
                  <td>{format.money(balance.beforeMinor, balance.currency)}</td>
                  <td>
                    <MoneyCell minor={balance.afterMinor} currency={balance.currency} strong />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {balances.length === 0 && <p className={styles['quiet']}>{say('imports.sums.none')}</p>}
        </Panel>
        <Panel level={2} title={say('imports.months')}>
          <ul className={styles['months']}>
            {months.map(({ month, documents, state }) => (
              <li key={month}>
                <span>{format.month(month)}</span>
                <span className={styles['quiet']}>
                  {say('imports.months.documents', { count: documents })}
                </span>
                <StatusBadge status={PERIODS[state]} />
              </li>
            ))}
          </ul>
          {months.length === 0 && <p className={styles['quiet']}>{say('imports.months.none')}</p>}
        </Panel>
        <Panel level={2} title={say('imports.more')}>
          <Facts
            facts={[
              {
                label: say('imports.control'),
                value: controlWords(control, currency, say, format),
              },
              {
                label: say('imports.newCustomers'),
                value: format.count(options.createCustomers ? missingCustomers : 0),
              },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}
