/** Where an import begins: drop or choose a file, go on with one under way, take an earlier one back. */
import {
  IconDownload,
  IconFileAlert,
  IconFileImport,
  IconPlayerPlay,
  IconTableImport,
} from '@tabler/icons-react'
import { useEffect, useMemo } from 'react'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { host } from '../../host/index.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Screen } from '../../ui/Screen.tsx'
import { toast } from '../../ui/toast.ts'
import type { ImportKind } from '../../../shared/domain/tabular/fields.ts'
import { Batches } from './Batches.tsx'
import { IMPORT_KINDS } from './kinds.ts'
import { useImports } from './store.ts'
import { useBegin } from './use-begin.ts'
import { useStep } from './WizardFrame.tsx'
import styles from './Imports.module.css'

export function StartScreen() {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const { pick, take, isBusy, error } = useBegin()
  const info = useLive(api.companies.info, {})
  const mappings = useLive(api.imports.mappings, {})
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'imports.pick',
          title: 'imports.command.pick',
          keys: ['N'],
          group: 'here',
          icon: IconFileImport,
          run: () => pick(null),
        },
      ],
      [pick],
    ),
  )
  // A block copied in a spreadsheet is a file as well.
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (event.target instanceof HTMLInputElement || !/[\t;\n]/.test(text.trim())) return
      event.preventDefault()
      take(new File([text], `${say('imports.pasted')}.tsv`, { type: 'text/tab-separated-values' }))
    }
    window.addEventListener('paste', paste)
    return () => window.removeEventListener('paste', paste)
  }, [take, say])
  const save = (kind: ImportKind) => {
    const { language } = format.choice
    api.imports
      .template({ kind, language })
      .then(({ documentId }) =>
        host().saveDocument(documentId, `${say(`imports.kind.${kind}`)}.xlsx`),
      )
      .catch((failure: unknown) => toast.failed(describe(failure).sentence))
  }
  return (
    <Screen
      title={say('nav.imports')}
      facts={say('imports.says')}
      actions={
        <Button
          look="primary"
          icon={IconFileImport}
          label={say('imports.pick')}
          keys="N"
          busy={isBusy}
          onClick={() => pick(null)}
        />
      }
    >
      <UnderWay />
      {error !== null && (
        <Note tone="danger" icon={IconFileAlert} title={describe(error).sentence} />
      )}
      <div className={styles['start']}>
        <section className={styles['drop']}>
          <IconTableImport size={32} stroke={1.4} aria-hidden="true" />
          <h2>{say('imports.drop')}</h2>
          <p>{say('imports.drop.says')}</p>
        </section>
        <Panel level={2} title={say('imports.templates')}>
          <ul className={styles['list']}>
            {IMPORT_KINDS.map((kind) => (
              <li key={kind}>
                <span>
                  {say(`imports.kind.${kind}`)}
                  <small>{say(`imports.kind.${kind}.says`)}</small>
                </span>
                <Button
                  look="plain"
                  iconOnly
                  icon={IconDownload}
                  label={say('imports.template', { kind: say(`imports.kind.${kind}`) })}
                  onClick={() => save(kind)}
                />
              </li>
            ))}
          </ul>
        </Panel>
        <Panel level={2} title={say('imports.mappings')}>
          {mappings.data?.length === 0 && (
            <p className={styles['quiet']}>{say('imports.mappings.none')}</p>
          )}
          <ul className={styles['list']}>
            {mappings.data?.slice(0, MAPPINGS_SHOWN).map((mapping) => (
              <li key={mapping.name}>
                <span>
                  {mapping.name}
                  <small>
                    {say('imports.mappings.line', {
                      kind: say(`imports.kind.${mapping.kind}`),
                      when: format.moment(mapping.usedAt, info.data?.timezone ?? 'UTC'),
                    })}
                  </small>
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      </div>
      <Batches timezone={info.data?.timezone ?? 'UTC'} onPick={() => pick(null)} />
    </Screen>
  )
}

const MAPPINGS_SHOWN = 5

/** Imports begun and not finished; they wait as long as the program is open. */
function UnderWay() {
  const say = useText()
  const go = useStep()
  const works = useImports((state) => state.works)
  const { goOn, discard } = useImports.getState()
  return works
    .filter((work) => work.result === null)
    .map((work) => (
      <Note
        key={work.file.fileId}
        tone="info"
        icon={IconPlayerPlay}
        title={say('imports.underWay', {
          file: work.file.name,
          step: say(`imports.step.${work.step}`),
        })}
        act={
          <div className={styles['acts']}>
            <Button
              look="primary"
              label={say('imports.goOn')}
              onClick={() => {
                goOn(work.file.fileId)
                void go(work.step)
              }}
            />
            <Button label={say('imports.discard')} onClick={() => discard(work.file.fileId)} />
          </div>
        }
      >
        <p>{say('imports.underWay.says')}</p>
      </Note>
    ))
}
