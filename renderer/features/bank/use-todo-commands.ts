/** Keys of the lines to do (ux.md 5.6); the same acts stand on buttons and in the palette. */
import {
  IconArrowDown,
  IconBuildingBank,
  IconCheck,
  IconChecks,
  IconEraser,
  IconFilePlus,
  IconParking,
  IconPercentage,
  IconRoute,
  IconSearch,
  IconUserSearch,
} from '@tabler/icons-react'
import { useMemo } from 'react'
import { type Command, useCommands } from '../../app/commands.ts'
import type { TodoRow } from './columns.tsx'
import type { Draft, Standing } from './draft.ts'
import type { Asking } from './TodoDialogs.tsx'

export function useTodoCommands({
  row,
  draft,
  standing,
  hasSure,
  hasForeign,
  onAsk,
  onAccept,
  onAccount,
  onNext,
  onPart,
  onFind,
  onNew,
}: {
  readonly row: TodoRow | null
  readonly draft: Draft
  readonly standing: Standing | null
  readonly hasSure: boolean
  readonly hasForeign: boolean
  readonly onAsk: (asking: Asking) => void
  readonly onAccept: () => void
  readonly onAccount: () => void
  readonly onNext: () => void
  readonly onPart: () => void
  readonly onFind: () => void
  readonly onNew: () => void
}): void {
  const has = row !== null
  const hasPayer = draft.payer !== null
  const hasRest = standing !== null && standing.restMinor !== 0 && draft.ticks.length > 0
  useCommands(
    useMemo<readonly Command[]>(() => {
      const here = (
        id:
          | 'all'
          | 'accept'
          | 'next'
          | 'writeOff'
          | 'onAccount'
          | 'park'
          | 'payer'
          | 'rule'
          | 'parkAll'
          | 'find'
          | 'part'
          | 'new',
        keys: string | null,
        icon: Command['icon'],
        run: () => void,
        enabled = has,
        shows?: string,
      ): Command => ({
        id: `reconcile.${id}`,
        title: `reconcile.command.${id}`,
        group: 'here',
        ...(keys === null ? {} : { keys: [keys] }),
        ...(shows === undefined ? {} : { shows }),
        ...(icon ? { icon } : {}),
        enabled,
        run,
      })
      return [
        // The panes take these two before the registry does.
        here('accept', null, IconCheck, onAccept, has, 'Enter'),
        here('next', null, IconArrowDown, onNext, has, 'Alt+ArrowDown'),
        here('all', 'Shift+Enter', IconChecks, () => onAsk('all'), hasSure),
        here('writeOff', 'W', IconEraser, () => onAsk('writeOff'), hasRest),
        here('onAccount', 'U', IconBuildingBank, onAccount, hasPayer),
        here('park', 'P', IconParking, () => onAsk('park')),
        here('parkAll', 'Shift+P', IconParking, () => onAsk('parkAll'), hasForeign),
        here('payer', 'C', IconUserSearch, () => onAsk('payer')),
        here('rule', 'R', IconRoute, () => onAsk('rule')),
        here('find', 'F', IconSearch, onFind),
        here('part', 'F2', IconPercentage, onPart),
        here('new', 'N', IconFilePlus, onNew),
      ]
    }, [
      has,
      hasPayer,
      hasRest,
      hasSure,
      hasForeign,
      onAsk,
      onAccept,
      onAccount,
      onNext,
      onPart,
      onFind,
      onNew,
    ]),
  )
}
