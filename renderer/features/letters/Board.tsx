/** The letters of a campaign: funnel as filters, grid, the letter under the cursor. */
import {
  IconArrowBackUp,
  IconArrowsDiff,
  IconBell,
  IconFileExport,
  IconFileText,
  IconFileZip,
  IconHandStop,
  IconList,
  IconMail,
  IconMailForward,
  IconMailbox,
  IconMessageReport,
  IconPencilCheck,
  IconTableExport,
  IconTableImport,
} from '@tabler/icons-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { type SheetGrid, useSheet } from '../../app/bring-back.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { TieOut } from '../../app/TieOut.tsx'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { ViewBar } from '../../app/ViewBar.tsx'
import { ViewButtons, type ViewMenuOpen } from '../../app/ViewButtons.tsx'
import { Button } from '../../ui/Button.tsx'
import { FilterChips } from '../../ui/FilterChips.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { QuickFilter, RowCount, Screen, ScreenBody, StatusBar, ToolRow } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { AnswerDialog, type AnswerChoice } from './AnswerDialog.tsx'
import { letterColumns, medianText } from './columns.tsx'
import { FilesDialog } from './FilesDialog.tsx'
import { boardRowId, type BoardRow, canResend, countsOf, measured } from './funnel.ts'
import { LetterPanel } from './LetterPanel.tsx'
import { useBoardViews } from './use-board-views.ts'
import { useLetterActs } from './use-letter-acts.ts'

export function Board({
  campaignId,
  timezone,
  today,
  onMake,
  onList,
}: {
  readonly campaignId: string
  readonly timezone: string
  readonly today: IsoDate
  readonly onMake: () => void
  readonly onList: () => void
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const { scale } = useDensity()
  const live = useLive(api.campaigns.status, { campaignId })
  const status = live.data?.campaignId === campaignId ? live.data : undefined
  const [focused, setFocused] = useState<string | null>(null)
  const [shown, setShown] = useState(0)
  const [asking, setAsking] = useState<AnswerChoice | null>(null)
  const [isSaving, setSaving] = useState(false)
  const grid = useRef<SaldoGridHandle<BoardRow>>(null)
  const columns = useMemo(
    () => letterColumns(timezone, today, say, format),
    [timezone, today, say, format],
  )
  const [menu, setMenu] = useState<ViewMenuOpen>(null)
  const { views, part, rows, countOf, filter, onFilter } = useBoardViews(status, columns)
  const counts = useMemo(() => (status ? countsOf(status) : null), [status])
  const row = rows?.find((one) => boardRowId(one) === focused) ?? rows?.[0] ?? null
  const letter = row?.letter
  const acts = useLetterActs(status, letter, setAsking)
  const write = useCallback<SheetGrid['write']>(
    (language) => {
      const shownRows = grid.current?.shownRows() ?? []
      const codes = [...new Set(shownRows.map((one) => one.letter.customer))]
      return api.roundtrip.exportLetters({ campaignId, codes, language })
    },
    [campaignId],
  )
  const exportSheet = useSheet({
    noun: 'letters',
    write,
    file: 'roundtrip.letters.file',
    saved: 'roundtrip.letters.saved',
  })
  const figures = status ? measured(status) : null
  const note =
    figures === null
      ? say('letters.note')
      : say('letters.measured', {
          median: medianText(figures.minutes, say, format),
          agreed: format.percent(figures.agreed),
          disputed: format.percent(figures.disputed),
          silent: format.percent(figures.silent),
        })
  const hasPrepared = (counts?.prepared ?? 0) > 0
  const isOut =
    status?.rows.some(({ state }) => ['sent', 'delivered', 'opened', 'expired'].includes(state)) ===
    true

  useCommands(
    useMemo<readonly Command[]>(() => {
      const here = (
        id:
          | 'send'
          | 'remind'
          | 'answer'
          | 'dispute'
          | 'compare'
          | 'resend'
          | 'handed'
          | 'bounced'
          | 'paper'
          | 'files'
          | 'evidence'
          | 'answers'
          | 'list',
        keys: string,
        icon: Command['icon'],
        run: () => void,
        enabled = true,
      ): Command => ({
        id: `letters.${id}`,
        title: `letters.command.${id}`,
        keys: [keys],
        group: 'here',
        ...(icon ? { icon } : {}),
        enabled,
        run,
      })
      const has = letter !== undefined
      return [
        here('send', 'Q', IconMailForward, acts.send, hasPrepared),
        here('remind', 'Shift+R', IconBell, acts.remind, isOut),
        here('answer', 'A', IconPencilCheck, () => acts.answer('agree'), has),
        here('dispute', 'D', IconMessageReport, () => acts.answer('dispute'), has),
        here('compare', 'C', IconArrowsDiff, acts.compare, has),
        here('resend', 'F', IconMail, acts.resend, has && canResend(letter)),
        here('handed', 'H', IconHandStop, () => acts.mark('sent'), has && acts.canHand(letter)),
        here(
          'bounced',
          'Z',
          IconArrowBackUp,
          () => acts.mark('bounced'),
          has && acts.canBounce(letter),
        ),
        here('paper', 'L', IconFileText, acts.paper, has),
        here('files', 'P', IconFileExport, () => setSaving(true)),
        here('evidence', 'E', IconFileZip, acts.evidence),
        here('answers', 'I', IconTableImport, acts.answers),
        here('list', 'U', IconList, onList),
      ]
    }, [acts, letter, hasPrepared, isOut, onList]),
  )
  return (
    <Screen
      title={say('letters.title')}
      facts={
        status &&
        say('letters.facts.board', {
          kind: say(`letters.kind.${status.kind}`),
          date: format.date(status.asOf),
          until: format.date(status.answerBy),
        })
      }
      actions={
        <>
          <Button
            icon={IconFileZip}
            label={say('letters.act.evidence')}
            keys="E"
            onClick={acts.evidence}
          />
          <Button
            icon={IconFileExport}
            label={say('letters.act.files')}
            keys="P"
            onClick={() => setSaving(true)}
          />
          <Button
            icon={IconBell}
            label={say('letters.act.remind')}
            keys="Shift+R"
            disabledReason={isOut ? undefined : say('letters.off.remind')}
            onClick={acts.remind}
          />
          <Button
            look="primary"
            icon={IconMailForward}
            label={say('letters.act.send')}
            keys="Q"
            disabledReason={hasPrepared ? undefined : say('letters.off.send')}
            onClick={acts.send}
          />
        </>
      }
    >
      <ViewBar label={say('letters.funnel')} views={views} countOf={countOf} onOpen={setMenu} />
      <ToolRow
        end={
          <>
            <ViewButtons views={views} columns={columns} open={menu} onOpen={setMenu} tight />
            <Button
              look="plain"
              icon={IconTableExport}
              label={say('roundtrip.export')}
              keys="Mod+Shift+E"
              tight
              onClick={exportSheet}
            />
            <Button
              look="plain"
              icon={IconTableImport}
              label={say('letters.act.answers')}
              keys="I"
              onClick={acts.answers}
            />
            <Button
              look="plain"
              icon={IconList}
              label={say('letters.act.list')}
              keys="U"
              onClick={onList}
            />
            <Button
              look="plain"
              icon={IconMailbox}
              label={say('letters.act.new')}
              keys="N"
              onClick={onMake}
            />
          </>
        }
      >
        <QuickFilter value={filter} onChange={onFilter} onDown={() => grid.current?.focus()} />
        <FilterChips view={views} columns={columns} />
      </ToolRow>
      <ScreenBody
        peekLabel={say('letters.panel')}
        peek={
          status === undefined ? (
            <span />
          ) : (
            <LetterPanel campaignId={campaignId} row={row} timezone={timezone} acts={acts} />
          )
        }
        status={
          <StatusBar rows={rows && <RowCount shown={shown} all={rows.length} />} note={note}>
            <TieOut asOf={status?.asOf} />
          </StatusBar>
        }
      >
        <SaldoGrid<BoardRow>
          key={part}
          ref={grid}
          view={views}
          today={today}
          asOf={status?.asOf}
          memory={`letters ${campaignId}`}
          label={say('letters.board')}
          columns={columns}
          rows={rows}
          rowId={boardRowId}
          filter={filter}
          onClearFilter={() => onFilter('')}
          trouble={live.error ? describe(live.error) : null}
          onRetry={() => void live.refetch()}
          onShown={setShown}
          onFocusRow={(one) => one && setFocused(boardRowId(one))}
          onOpen={acts.paper}
          rowHeight={views.rowHeight}
          scale={scale}
          empty={
            <EmptyState
              icon={IconMailbox}
              title={say('letters.noneHere')}
              hint={say('letters.noneHere.says')}
            />
          }
        />
      </ScreenBody>
      {asking !== null && row !== null && status !== undefined && (
        <AnswerDialog
          campaignId={campaignId}
          letter={row.letter}
          currency={row.balance.currency}
          asOf={status.asOf}
          first={asking}
          onClose={() => {
            setAsking(null)
            grid.current?.focus()
          }}
        />
      )}
      {isSaving && <FilesDialog campaignId={campaignId} onClose={() => setSaving(false)} />}
    </Screen>
  )
}
