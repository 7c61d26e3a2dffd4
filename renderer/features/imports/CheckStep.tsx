/** Third step: every row with what becomes of it, and what to do about the bad ones. */
import { Checkbox } from '@mantine/core'
import { useTrouble } from '../../app/trouble.ts'
import { useText } from '../../ui/language.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { CheckedRows } from './CheckedRows.tsx'
import { useImports, type Work } from './store.ts'
import { useCheck, useImportProgress } from './use-check.ts'
import { useFile } from './use-file.ts'
import { useStep, WizardFrame } from './WizardFrame.tsx'
import { WorkProgress } from './WorkProgress.tsx'

export function CheckStep({ work }: { readonly work: Work }) {
  const say = useText()
  const describe = useTrouble()
  const go = useStep()
  const change = useImports((state) => state.change)
  const file = useFile(work)
  const { draft, isBusy, error, again } = useCheck(work, file)
  const progress = useImportProgress(isBusy)
  const failure = file.error ?? error
  const takes = draft === null ? 0 : draft.counts.all - draft.counts.error
  return (
    <WizardFrame
      work={work}
      step="check"
      sheet={draft?.detected.sheet ?? null}
      rows={draft?.counts.all}
      foot={
        draft !== null && (
          <>
            {draft.counts.error > 0 && (
              <Checkbox
                label={say('imports.partial', { count: draft.counts.error })}
                checked={work.partial}
                onChange={(event) => change({ partial: event.currentTarget.checked })}
              />
            )}
            {draft.detected.layout === null && (
              <Checkbox
                label={say('imports.remember', { name: work.mappingName })}
                checked={work.remember && work.mappingName.trim() !== ''}
                disabled={work.mappingName.trim() === ''}
                onChange={(event) => change({ remember: event.currentTarget.checked })}
              />
            )}
          </>
        )
      }
      next={{
        label: say('imports.next.dryrun'),
        run: () => void go('dryrun'),
        reason:
          draft === null
            ? say('imports.checking')
            : takes === 0
              ? say('imports.nothingGood')
              : undefined,
      }}
    >
      {failure !== null && failure !== undefined ? (
        <ErrorState
          trouble={describe(failure)}
          title={say('imports.file.cannot', { file: work.file.name })}
          onRetry={again}
        />
      ) : draft === null ? (
        <WorkProgress progress={progress} />
      ) : (
        <CheckedRows work={work} draft={draft} />
      )}
    </WizardFrame>
  )
}
