/** Last step: what was imported, where to look at it, and the way back. */
import {
  IconArrowBackUp,
  IconCalendarStats,
  IconCircleCheck,
  IconDownload,
  IconEqual,
  IconFileImport,
  IconRefresh,
  IconUsers,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useTrouble } from '../../app/trouble.ts'
import { host } from '../../host/index.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { Note } from '../../ui/Note.tsx'
import { Facts, Panel } from '../../ui/Panel.tsx'
import { toast } from '../../ui/toast.ts'
import { useImports, type ImportResult, type Work } from './store.ts'
import { useStep, WizardFrame } from './WizardFrame.tsx'
import styles from './Imports.module.css'

export function DoneStep({ work, result }: { readonly work: Work; readonly result: ImportResult }) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const navigate = useNavigate()
  const go = useStep()
  const { change, discard } = useImports.getState()
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const { batchId, imported, unchanged, rejected, totals } = result
  const canUndo = batchId !== null && !work.undone

  const undo = useCallback(() => {
    if (batchId === null) return
    setBusy(true)
    setRefusal(null)
    api.imports
      .undo({ batchId })
      .then(
        () => change({ undone: true }),
        (error: unknown) => setRefusal(describe(error).sentence),
      )
      .finally(() => setBusy(false))
  }, [batchId, change, describe])
  const again = async () => {
    await go('check', true)
    change({ result: null, draftKey: null, undone: false, step: 'dryrun' })
  }
  const another = () => {
    discard(work.file.fileId)
    void navigate({ to: '/imports', search: {}, replace: true })
  }
  const saveRejects = () => {
    if (work.draft === null) return
    api.imports
      .rejects({ draftId: work.draft.draftId, language: format.choice.language })
      .then(({ documentId }) =>
        host().saveDocument(
          documentId,
          say('imports.rejects.file', { file: work.file.name.replace(/\.\w+$/, '') }),
        ),
      )
      .catch((error: unknown) => toast.failed(describe(error).sentence))
  }
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'imports.undo',
          title: 'imports.undo',
          keys: ['U'],
          group: 'here',
          icon: IconArrowBackUp,
          enabled: canUndo && !isBusy,
          run: undo,
        },
      ],
      [canUndo, isBusy, undo],
    ),
  )
  const isNothing = batchId === null
  return (
    <WizardFrame work={work} step="done">
      <div className={styles['page']}>
        <Note
          tone={work.undone || isNothing ? 'info' : 'ok'}
          icon={work.undone ? IconArrowBackUp : isNothing ? IconEqual : IconCircleCheck}
          title={
            work.undone
              ? say('imports.done.undone')
              : isNothing
                ? say('imports.done.nothing')
                : say('imports.done.title', { count: imported })
          }
        >
          <p>
            {work.undone
              ? say('imports.done.undone.says')
              : isNothing
                ? say('imports.done.nothing.says', { count: unchanged })
                : say('imports.done.says', { unchanged, rejected })}
          </p>
        </Note>
        {refusal !== null && <Note tone="danger" icon={IconArrowBackUp} title={refusal} />}
        <div className={styles['acts']}>
          <Button
            look="primary"
            icon={IconUsers}
            label={say('imports.done.customers')}
            onClick={() => void navigate({ to: '/customers' })}
          />
          <Button
            icon={IconCalendarStats}
            label={say('imports.done.aging')}
            onClick={() => void navigate({ to: '/aging' })}
          />
          {rejected > 0 && (
            <Button
              icon={IconDownload}
              label={say('imports.done.rejects', { count: rejected })}
              onClick={saveRejects}
            />
          )}
          {canUndo && (
            <Button
              icon={IconArrowBackUp}
              label={say('imports.undo')}
              keys="U"
              busy={isBusy}
              onClick={undo}
            />
          )}
          {work.undone && (
            <Button
              icon={IconRefresh}
              label={say('imports.done.again')}
              onClick={() => void again()}
            />
          )}
          <Button icon={IconFileImport} label={say('imports.done.another')} onClick={another} />
        </div>
        <div className={styles['panels']} data-narrow="">
          <Panel level={2} title={say('imports.done.batch')}>
            <Facts
              facts={[
                { label: say('imports.fact.rows'), value: format.count(result.rows) },
                { label: say('imports.fact.imported'), value: format.count(imported) },
                { label: say('imports.fact.unchanged'), value: format.count(unchanged) },
                { label: say('imports.fact.rejected'), value: format.count(rejected) },
                ...Object.entries(totals).flatMap(([currency, sum]) => [
                  {
                    label: say('imports.fact.debit', { currency }),
                    value: format.money(sum.debitMinor, currency),
                  },
                  {
                    label: say('imports.fact.credit', { currency }),
                    value: format.money(sum.creditMinor, currency),
                  },
                ]),
              ]}
            />
          </Panel>
        </div>
      </div>
    </WizardFrame>
  )
}
