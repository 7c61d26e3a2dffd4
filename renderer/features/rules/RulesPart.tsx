/** Rules in the order they apply: written, changed, moved and deleted; the panel says what one decides. */
import {
  IconArrowDown,
  IconArrowUp,
  IconGavel,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import type { ListedRule } from '../../../shared/contract/bank-rules.ts'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { RuleDialog } from '../../app/rules/RuleDialog.tsx'
import type { RuleWords } from '../../app/rules/rule-sentence.ts'
import type { RuleStart } from '../../app/rules/rule-start.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { SaldoGrid, type SaldoGridHandle } from '../../ui/SaldoGrid.tsx'
import { RowCount, Screen, ScreenBody, StatusBar } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { ruleColumns, ruleRowId, type RuleRow } from './columns.tsx'
import { RulePanel } from './RulePanel.tsx'
import { useRuleActs } from './use-rule-acts.ts'

export function RulesPart({
  list,
  tabs,
}: {
  readonly list: UseQueryResult<readonly ListedRule[]>
  readonly tabs: ReactNode
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const { scale, rowHeight } = useDensity()
  const info = useLive(api.companies.info, {}).data
  const [focused, setFocused] = useState<string | null>(null)
  const [editing, setEditing] = useState<RuleStart | null>(null)
  const grid = useRef<SaldoGridHandle<RuleRow>>(null)
  const currency = info?.currency ?? 'TRY'
  const words = useMemo<RuleWords>(() => ({ say, format, currency }), [say, format, currency])
  const columns = useMemo(() => ruleColumns(words), [words])
  const { rules, movedLast, move, remove } = useRuleActs(list, grid)
  const rows = useMemo(() => rules?.map((rule, at): RuleRow => ({ rule, place: at + 1 })), [rules])
  const row = rows?.find((one) => one.rule.ruleId === focused) ?? rows?.[0] ?? null
  const rule = row?.rule
  // Keys come faster than what the screen has drawn: the grid knows where it stands.
  const atHand = useCallback(
    () => movedLast() ?? grid.current?.focusedRow()?.rule ?? rule,
    [movedLast, rule],
  )
  const edit = useCallback(() => {
    const one = atHand()
    if (one) setEditing(one)
  }, [atHand])
  const drop = useCallback(() => {
    const one = atHand()
    if (one) remove(one)
  }, [atHand, remove])
  const shift = useCallback(
    (by: -1 | 1) => {
      const one = atHand()
      if (one) move(one, by)
    },
    [atHand, move],
  )
  const write = useCallback(() => setEditing({}), [])
  const has = rule !== undefined
  const [canRise, canSink] = [has && row?.place !== 1, has && row?.place !== rows?.length]
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'rules.new',
          title: 'rules.command.new',
          keys: ['N'],
          group: 'here',
          icon: IconPlus,
          run: write,
        },
        {
          id: 'rules.edit',
          title: 'rules.command.edit',
          keys: ['F2'],
          group: 'here',
          icon: IconPencil,
          enabled: has,
          run: edit,
        },
        {
          id: 'rules.up',
          title: 'rules.command.up',
          keys: ['U'],
          group: 'here',
          icon: IconArrowUp,
          enabled: has,
          run: () => shift(-1),
        },
        {
          id: 'rules.down',
          title: 'rules.command.down',
          keys: ['D'],
          group: 'here',
          icon: IconArrowDown,
          enabled: has,
          run: () => shift(1),
        },
        {
          id: 'rules.delete',
          title: 'rules.command.delete',
          keys: ['Delete'],
          group: 'here',
          icon: IconTrash,
          enabled: has,
          run: drop,
        },
      ],
      [write, edit, drop, shift, has],
    ),
  )
  return (
    <Screen
      title={say('rules.title')}
      facts={say('rules.facts')}
      actions={
        <Button
          look="primary"
          icon={IconPlus}
          label={say('rules.command.new')}
          keys="N"
          onClick={write}
        />
      }
    >
      {tabs}
      <ScreenBody
        peekLabel={say('rules.panel')}
        peek={
          <RulePanel
            row={row}
            words={words}
            canRise={canRise}
            canSink={canSink}
            onEdit={edit}
            onRise={() => shift(-1)}
            onSink={() => shift(1)}
            onDelete={drop}
          />
        }
        status={
          <StatusBar
            rows={rows && <RowCount shown={rows.length} all={rows.length} />}
            note={say('rules.note')}
          />
        }
      >
        <SaldoGrid<RuleRow>
          ref={grid}
          label={say('rules.part.rules')}
          columns={columns}
          rows={rows}
          rowId={ruleRowId}
          trouble={list.error ? describe(list.error) : null}
          onRetry={() => void list.refetch()}
          onFocusRow={(one) => setFocused(one === null ? null : ruleRowId(one))}
          onOpen={(one) => setEditing(one.rule)}
          memory="rules"
          rowHeight={rowHeight}
          scale={scale}
          empty={
            <EmptyState icon={IconGavel} title={say('rules.empty')} hint={say('rules.empty.says')}>
              <Button
                look="primary"
                icon={IconPlus}
                label={say('rules.command.new')}
                keys="N"
                onClick={write}
              />
            </EmptyState>
          }
        />
      </ScreenBody>
      {editing !== null && (
        <RuleDialog
          first={editing}
          onSaved={({ ruleId }) => setFocused(ruleId)}
          onClose={() => {
            setEditing(null)
            grid.current?.focus()
          }}
        />
      )}
    </Screen>
  )
}
