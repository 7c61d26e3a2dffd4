/** The result: ours left, theirs right, the finding between, the explanation below. */
import {
  IconCircleCheck,
  IconColumns3,
  IconFilePlus,
  IconFileSpreadsheet,
  IconFileUpload,
  IconPrinter,
  IconScale,
} from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import type { Cause } from '../../../shared/domain/twosided/line.ts'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { usePreview } from '../../app/preview/preview-store.ts'
import { usePreferences } from '../../app/store.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { host } from '../../host/index.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { Note } from '../../ui/Note.tsx'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { RowCount, Screen, ScreenBody, StatusBar, ViewTabs } from '../../ui/Screen.tsx'
import { EmptyState, SkeletonRows } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { Causes } from './Causes.tsx'
import { ColumnsDialog } from './ColumnsDialog.tsx'
import { compareColumns, findingWord } from './columns.tsx'
import { ItemPanel } from './ItemPanel.tsx'
import { COMPARE_SHOWS, type CompareRow, isShown, rowsOf } from './rows.ts'
import { inputOf, useCompare, type CompareWork } from './store.ts'
import { Strip } from './Strip.tsx'
import type { useStatementFile } from './use-statement-file.ts'
import { placed } from '../../app/placed.ts'
import styles from './Compare.module.css'

export function Comparison({
  customer,
  work,
  picker,
  file,
}: {
  readonly customer: string
  readonly work: CompareWork
  readonly picker: ReactNode
  readonly file: ReturnType<typeof useStatementFile>
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const navigate = useNavigate()
  const { show = 'differences' } = useSearch({ from: '/shell/compare' })
  const { scale, rowHeight } = useDensity()
  const input = useMemo(() => inputOf(customer, work), [customer, work])
  const live = useLive(api.reconcile.statement, input)
  const trouble = live.error ? describe(live.error) : null
  // The answer of before stays while a file is read anew, but not that of another file.
  const found = live.data?.customer === customer ? live.data : undefined
  const [cause, setCause] = useState<Cause | null>(null)
  const [focused, setFocused] = useState<CompareRow | null>(null)
  const [shown, setShown] = useState(0)
  const [isChoosing, setChoosing] = useState(false)
  const grid = useRef<SaldoGridHandle<CompareRow>>(null)
  const columns = useMemo(() => compareColumns(say), [say])
  const all = useMemo(() => (found === undefined ? undefined : rowsOf(found)), [found])
  const rows = useMemo(() => all?.filter((row) => isShown(row, show, cause)), [all, show, cause])
  const row = rows?.find(({ id }) => id === focused?.id) ?? rows?.[0] ?? null

  const act = useCallback(
    (at: CompareRow | null) => {
      const item = at?.item == null ? undefined : found?.items[at.item]
      if (!found || !item || item.correction.act !== 'post') return
      const { kind, minor, on, documentNo } = item.correction
      const line = at?.theirs[0] ?? at?.ours[0]
      void navigate({
        to: '/new/$kind',
        params: { kind: ENTERED.find((one) => one === kind) ?? 'receipt' },
        search: {
          customer,
          amount: minor,
          currency: found.currency,
          on,
          ...(documentNo === '' ? {} : { number: documentNo }),
          text: [say(findingWord(item.cause)), line?.documentNo, line?.text]
            .filter(Boolean)
            .join(' · ')
            .slice(0, 500),
        },
      })
    },
    [found, navigate, customer, say],
  )
  const open = useCallback(
    (at: CompareRow | null) => {
      if (at === null || at.ours.length === 0) return act(at)
      void navigate({
        to: '/statement',
        search: { customer, preset: 'all', filter: at.ours[0]?.documentNo ?? '' },
      })
    },
    [act, navigate, customer],
  )
  const save = useCallback(async () => {
    try {
      const { language } = usePreferences.getState()
      const made = await api.reconcile.exportStatement({
        comparison: input,
        format: 'xlsx',
        language,
      })
      const name = `comparison-${customer}.xlsx`
      if (made.documentId !== null) await host().saveDocument(made.documentId, name)
      toast.done(say('compare.saved', { file: name }))
    } catch (error) {
      toast.failed(describe(error).sentence)
    }
  }, [input, customer, say, describe])
  const preview = useCallback(
    () =>
      usePreview.getState().show({
        fileName: `comparison-${customer}.pdf`,
        orientation: 'portrait',
        hasDetail: false,
        write: ({ paper, orientation, language }) =>
          api.reconcile.exportStatement({
            comparison: input,
            format: 'pdf',
            page: { paper, orientation },
            ...(language === null ? {} : { language }),
          }),
      }),
    [input, customer],
  )
  const isReady = found !== undefined
  // What is refused as a whole still shows its columns, to be put right.
  const seen = useLive(
    api.reconcile.columns,
    { source: input.source, options: input.options },
    { when: trouble !== null },
  )
  const readAs = found?.file ?? seen.data
  const hasColumns = readAs !== undefined
  const { language } = format.choice
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'compare.columns',
          title: 'compare.command.columns',
          keys: ['C'],
          group: 'here',
          icon: IconColumns3,
          enabled: hasColumns,
          run: () => setChoosing(true),
        },
        {
          id: 'compare.act',
          title: 'compare.command.act',
          keys: ['E'],
          group: 'here',
          icon: IconFilePlus,
          enabled: isReady,
          run: () => act(grid.current?.focusedRow() ?? row),
        },
        {
          id: 'compare.pdf',
          title: 'compare.command.pdf',
          keys: ['Mod+P'],
          group: 'here',
          icon: IconPrinter,
          enabled: isReady,
          run: preview,
        },
        {
          id: 'compare.xlsx',
          title: 'compare.command.xlsx',
          keys: ['Mod+E'],
          group: 'here',
          icon: IconFileSpreadsheet,
          enabled: isReady,
          run: () => void save(),
        },
      ],
      [isReady, hasColumns, act, row, preview, save],
    ),
  )
  const again = (
    <Button
      icon={IconFileUpload}
      label={say('compare.other')}
      keys="F"
      busy={file.isBusy}
      onClick={file.pick}
    />
  )
  const dialog = isChoosing && readAs !== undefined && (
    <ColumnsDialog
      file={readAs}
      view={found?.file.view ?? null}
      trouble={trouble === null ? null : placed(live.error, trouble.sentence, language)}
      work={work}
      onChange={(changes) => useCompare.getState().change(customer, changes)}
      onClose={() => setChoosing(false)}
    />
  )
  const choose = (
    <Button
      icon={IconColumns3}
      label={say('compare.columns')}
      keys="C"
      disabled={readAs === undefined}
      onClick={() => setChoosing(true)}
    />
  )
  if (!found)
    return (
      <Screen
        title={say('compare.title')}
        badges={picker}
        facts={work.name}
        actions={
          <>
            {again}
            {choose}
          </>
        }
      >
        {trouble === null ? (
          <SkeletonRows />
        ) : (
          <div className={styles['refused']}>
            <Note tone="danger" icon={IconScale} title={say('compare.cannot')}>
              <p>{placed(live.error, trouble.sentence, language)}</p>
            </Note>
          </div>
        )}
        {dialog}
      </Screen>
    )
  return (
    <Screen
      title={say('compare.title')}
      badges={picker}
      facts={say('compare.facts', {
        from: format.date(found.from),
        to: format.date(found.to),
      })}
      actions={
        <>
          {again}
          {choose}
          <Button icon={IconPrinter} label={say('compare.pdf')} keys="Mod+P" onClick={preview} />
          <Button
            icon={IconFileSpreadsheet}
            label={say('compare.excel')}
            keys="Mod+E"
            onClick={() => void save()}
          />
        </>
      }
    >
      <Strip found={found} />
      <ViewTabs
        label={say('compare.shows')}
        views={COMPARE_SHOWS.map((id) => ({
          id,
          label: say(`compare.show.${id}`),
          count: format.count((all ?? []).filter((one) => isShown(one, id, null)).length),
        }))}
        chosen={show}
        onChoose={(id) => {
          setCause(null)
          void navigate({ to: '/compare', search: { customer, show: id }, replace: true })
        }}
      />
      <ScreenBody
        peekLabel={say('compare.panel')}
        peek={<ItemPanel row={row} found={found} onAct={() => act(row)} onOpen={() => open(row)} />}
        status={
          <StatusBar rows={<RowCount shown={shown} all={all?.length ?? 0} />} note={work.name} />
        }
      >
        <SaldoGrid<CompareRow>
          ref={grid}
          label={say('compare.grid')}
          columns={columns}
          rows={rows}
          rowId={rowIdOf}
          trouble={trouble}
          onRetry={() => void live.refetch()}
          onShown={setShown}
          onFocusRow={setFocused}
          onOpen={open}
          takesFocus
          hasOwnExport
          rowHeight={rowHeight}
          scale={scale}
          empty={
            <EmptyState
              icon={IconCircleCheck}
              title={say(found.items.length === 0 ? 'compare.agrees' : 'compare.noneHere')}
              hint={say(found.items.length === 0 ? 'compare.view' : 'compare.noneHere.says')}
            />
          }
        />
        <Causes found={found} chosen={cause} onChoose={setCause} />
      </ScreenBody>
      {dialog}
    </Screen>
  )
}

const rowIdOf = ({ id }: CompareRow) => id
const ENTERED = ['invoice', 'debit_note', 'receipt', 'credit_note', 'write_off', 'refund'] as const
