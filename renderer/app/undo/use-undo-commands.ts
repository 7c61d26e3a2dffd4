/** Ctrl+Z and Ctrl+Y everywhere, named after what they will do, and what toasts offer. */
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo } from 'react'
import { useFormat, useText } from '../../ui/language.tsx'
import { personText } from '../../ui/person.ts'
import { offerUndo, toast } from '../../ui/toast.ts'
import { api } from '../api.ts'
import { useCommands, type Command } from '../commands.ts'
import { useLive } from '../live.ts'
import { useTrouble } from '../trouble.ts'
import { ChangedSince, type Step, useUndo } from './steps.ts'
import { setReason } from './words.ts'

export function useUndoCommands(): void {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const timezone = useLive(api.companies.info, {}).data?.timezone ?? 'UTC'
  const done = useUndo((undo) => undo.done.at(-1))
  const undone = useUndo((undo) => undo.undone.at(-1))
  const nameOf = useCallback((step: Step) => say(step.name.id, step.name.values), [say])
  const move = useCallback(
    function go(way: 'undo' | 'redo'): void {
      useUndo
        .getState()
        .move(way)
        .then((step) => {
          if (step)
            toast.done(
              say(way === 'undo' ? 'undo.undone' : 'undo.redone', { what: nameOf(step) }),
              way === 'undo' && step.redo
                ? { label: say('action.redo'), run: () => go('redo') }
                : undefined,
            )
          else toast.note(say(way === 'undo' ? 'undo.nothing' : 'undo.nothingRedo'), 'undo')
        })
        .catch((error: unknown) =>
          toast.failed(
            error instanceof ChangedSince
              ? say('undo.changedSince', {
                  who: personText(error.actor, say),
                  when: format.moment(error.at, timezone),
                })
              : describe(error).sentence,
          ),
        )
    },
    [say, nameOf, format, timezone, describe],
  )
  useEffect(() => setReason(say('undo.reason')), [say])
  useEffect(() => {
    let offered = useUndo.getState().done.length > 0 ? useUndo.getState().done.at(-1) : undefined
    return offerUndo(() => {
      const step = useUndo.getState().done.at(-1)
      if (!step || step === offered) return null
      offered = step
      return {
        label: say('action.undo'),
        run: () => {
          // Only while it is the newest: a toast must never undo something else.
          if (useUndo.getState().done.at(-1) === step) move('undo')
        },
      }
    })
  }, [say, move])
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'shell.undo',
          title: done ? 'undo.command' : 'undo.command.none',
          ...(done ? { values: { what: nameOf(done) } } : {}),
          keys: ['Mod+Z'],
          group: 'everywhere',
          icon: IconArrowBackUp,
          inPalette: done !== undefined,
          run: () => move('undo'),
        },
        {
          id: 'shell.redo',
          title: undone ? 'undo.commandRedo' : 'undo.commandRedo.none',
          ...(undone ? { values: { what: nameOf(undone) } } : {}),
          keys: ['Mod+Y', 'Mod+Shift+Z'],
          group: 'everywhere',
          icon: IconArrowForwardUp,
          inPalette: undone !== undefined,
          run: () => move('redo'),
        },
      ],
      [done, undone, nameOf, move],
    ),
  )
}
