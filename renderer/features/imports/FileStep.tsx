/** First step: what kind of rows, which sheet, where the headings are, and how the text is read. */
import { IconFileAlert, IconTableRow } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { ImportKind } from '../../../shared/domain/tabular/fields.ts'
import { useTrouble } from '../../app/trouble.ts'
import { ChoiceChip } from '../../ui/ChoiceChip.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { Note } from '../../ui/Note.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { Badge } from '../../ui/StatusBadge.tsx'
import { FormatChips } from './FormatChips.tsx'
import { IMPORT_KINDS } from './kinds.ts'
import { Preview } from './Preview.tsx'
import { useImports, type Inspected, type ReadingChoice, type Work } from './store.ts'
import { useFile } from './use-file.ts'
import { useStep, WizardFrame } from './WizardFrame.tsx'
import styles from './Imports.module.css'

const ENCODINGS = ['utf-8', 'windows-1254', 'iso-8859-9', 'windows-1252', 'iso-8859-1', 'utf-16le']
const SEPARATORS = [',', ';', '\t', '|'] as const

export function FileStep({ work }: { readonly work: Work }) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const go = useStep()
  const change = useImports((state) => state.change)
  const { base, chosen, error, refetch } = useFile(work)
  const { kind, reading } = work

  // Until a person says otherwise, the kind is the saved mapping's, or what the headings look like.
  const guess = base?.mapping?.kind ?? base?.kindGuess ?? null
  useEffect(() => {
    if (kind === null && guess !== null) change({ kind: guess })
  }, [kind, guess, change])
  const mappingName = base?.mapping?.name
  useEffect(() => {
    if (mappingName !== undefined) change({ mappingName })
  }, [mappingName, change])

  const read = (changes: ReadingChoice, keepsColumns = false) =>
    change({
      reading: { ...reading, ...changes },
      ...(keepsColumns ? {} : { rules: null }),
    })
  const choose = (next: ImportKind) => change({ kind: next, rules: null })
  const trouble = error === null || error === undefined ? null : describe(error)
  const isReady = base !== undefined && trouble === null && kind !== null
  return (
    <WizardFrame
      work={work}
      step="file"
      sheet={base?.detected.sheet ?? null}
      rows={base?.rows}
      next={{
        label: say('imports.next.columns'),
        run: () => void go('columns'),
        reason: isReady
          ? undefined
          : say(trouble ? 'imports.file.unreadable' : 'imports.file.noKind'),
      }}
    >
      <div className={styles['split']}>
        <div className={styles['side']}>
          <fieldset className={styles['choices']}>
            <legend>{say('imports.kind')}</legend>
            {IMPORT_KINDS.map((one) => (
              <label key={one}>
                <input
                  type="radio"
                  name="kind"
                  checked={kind === one}
                  onChange={() => choose(one)}
                />
                <span>
                  {say(`imports.kind.${one}`)}
                  <small>{say(`imports.kind.${one}.says`)}</small>
                </span>
                {guess === one && <Badge tone="info" label={say('imports.guessed')} />}
              </label>
            ))}
          </fieldset>
          {base && base.detected.sheet !== null && (
            <fieldset className={styles['choices']}>
              <legend>{say('imports.sheets')}</legend>
              {base.sheets.map((sheet) => (
                <label key={sheet.name}>
                  <input
                    type="radio"
                    name="sheet"
                    checked={base.detected.sheet === sheet.name}
                    onChange={() => read({ sheet: sheet.name, headerRow: undefined })}
                  />
                  <span>
                    {sheet.name}
                    <small>{say('imports.rows', { count: sheet.rows })}</small>
                  </span>
                  {sheet.state !== 'visible' && <Badge label={say('imports.hidden')} />}
                </label>
              ))}
            </fieldset>
          )}
          <p className={styles['quiet']}>
            {say('imports.file.size', { size: format.count(Math.ceil(work.file.size / 1024)) })}
          </p>
        </div>
        <div className={styles['wide']}>
          {trouble ? (
            <ErrorState
              trouble={trouble}
              title={say('imports.file.cannot', { file: work.file.name })}
              onRetry={refetch}
            />
          ) : base === undefined ? (
            <SkeletonRows />
          ) : (
            <>
              <ReadingChips base={base} seen={chosen ?? base} reading={reading} onRead={read} />
              {base.layout ? (
                <Note
                  tone="info"
                  icon={IconTableRow}
                  title={say(`imports.layout.${base.layout.name}.title`)}
                >
                  <p>{say(`imports.layout.${base.layout.name}.says`, base.layout)}</p>
                </Note>
              ) : (
                base.rows === 0 && (
                  <Note tone="warn" icon={IconFileAlert} title={say('imports.file.noRows')}>
                    <p>{say('imports.file.noRows.says')}</p>
                  </Note>
                )
              )}
              <Preview
                preview={base.preview}
                headerRow={base.detected.headerRow}
                isLayout={base.layout !== null}
                onHeader={(headerRow) => read({ headerRow })}
              />
            </>
          )}
        </div>
      </div>
    </WizardFrame>
  )
}

function ReadingChips({
  base,
  seen,
  reading,
  onRead,
}: {
  readonly base: Inspected
  readonly seen: Inspected
  readonly reading: ReadingChoice
  readonly onRead: (changes: ReadingChoice, keepsColumns?: boolean) => void
}) {
  const say = useText()
  const { encoding, separator, headerRow } = base.detected
  return (
    <div className={styles['chips']}>
      <span className={styles['quiet']}>{say('imports.readAs')}</span>
      {encoding !== null && (
        <ChoiceChip
          label={say('imports.encoding')}
          value={encoding}
          choices={[...new Set([encoding, ...ENCODINGS])].map((one) => ({
            value: one,
            label: one,
          }))}
          onChoose={(one) => onRead({ encoding: one })}
        />
      )}
      {separator !== null && (
        <ChoiceChip
          label={say('imports.separator')}
          value={separator}
          choices={SEPARATORS.map((one) => ({
            value: one,
            label: say(`imports.separator.${SEPARATOR_WORDS[one]}`),
          }))}
          onChoose={(chosen) =>
            onRead({ separator: SEPARATORS.find((one) => one === chosen), headerRow: undefined })
          }
        />
      )}
      {base.layout === null && headerRow !== null && (
        <ChoiceChip
          label={say('imports.headerRow')}
          value={String(headerRow)}
          choices={base.preview
            .map(({ row, cells }) => ({
              value: String(row),
              label: `${row}  ${cells
                .filter((text) => text !== '')
                .slice(0, 3)
                .join(' · ')}`.trim(),
            }))
            .map((choice) =>
              choice.value === String(headerRow) ? { ...choice, label: choice.value } : choice,
            )}
          onChoose={(row) => onRead({ headerRow: Number(row) })}
        />
      )}
      <FormatChips
        reading={reading}
        detected={seen.detected}
        asks={seen.asks}
        onChange={(changes) => onRead(changes, true)}
      />
    </div>
  )
}

const SEPARATOR_WORDS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const
