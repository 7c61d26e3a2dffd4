import { Modal } from '@mantine/core'
import type { MessageId } from '../../shared/i18n/index.ts'
import { KeyCap } from '../ui/KeyCap.tsx'
import { useText } from '../ui/language.tsx'
import { useAllCommands } from './commands.ts'
import { useShell } from './shell-store.ts'
import styles from './ShortcutSheet.module.css'

interface Line {
  readonly title: MessageId
  readonly values?: Readonly<Record<string, string | number>> | undefined
  readonly keys: string
}

const GRID_KEYS: readonly Line[] = [
  { title: 'shortcuts.grid.arrows', keys: '↑ ↓ ← →' },
  { title: 'shortcuts.grid.edge', keys: 'Mod+ArrowDown' },
  { title: 'shortcuts.grid.open', keys: 'Enter' },
  { title: 'shortcuts.grid.peek', keys: 'Space' },
  { title: 'shortcuts.grid.extend', keys: 'Shift+ArrowDown' },
  { title: 'shortcuts.grid.extendEdge', keys: 'Mod+Shift+ArrowDown' },
  { title: 'shortcuts.grid.all', keys: 'Mod+A' },
  { title: 'shortcuts.grid.column', keys: 'Mod+Space' },
  { title: 'shortcuts.grid.row', keys: 'Shift+Space' },
  { title: 'shortcuts.grid.clear', keys: 'Escape' },
  { title: 'shortcuts.grid.copy', keys: 'Mod+C' },
  { title: 'shortcuts.grid.copyRow', keys: 'Mod+Shift+C' },
  { title: 'shortcuts.grid.menu', keys: 'Shift+F10' },
  { title: 'shortcuts.grid.leave', keys: 'Tab' },
]

const EDIT_KEYS: readonly Line[] = [
  { title: 'shortcuts.edit.cell', keys: 'F2' },
  { title: 'shortcuts.edit.paste', keys: 'Mod+V' },
  { title: 'shortcuts.edit.down', keys: 'Mod+D' },
  { title: 'shortcuts.edit.today', keys: 'Mod+;' },
]

/** The keys of this screen and of everywhere, from the command registry. */
export function ShortcutSheet() {
  const say = useText()
  const { open, show } = useShell()
  const commands = useAllCommands()
  const linesOf = (group: string): Line[] =>
    commands.flatMap((command) => {
      const keys = command.keys?.[0]
      return command.group === group && keys !== undefined
        ? [{ title: command.title, values: command.values, keys }]
        : []
    })
  const parts: { title: MessageId; lines: readonly Line[] }[] = [
    { title: 'shortcuts.here', lines: linesOf('here') },
    { title: 'shortcuts.grid', lines: GRID_KEYS },
    { title: 'shortcuts.edit', lines: EDIT_KEYS },
    { title: 'shortcuts.go', lines: linesOf('go') },
    { title: 'shortcuts.everywhere', lines: linesOf('everywhere') },
  ]
  return (
    <Modal
      opened={open === 'shortcuts'}
      onClose={() => show(null)}
      title={say('shortcuts.title')}
      size={760}
      closeButtonProps={{ 'aria-label': say('action.close') }}
    >
      <div className={styles['sheet']}>
        {parts.map(({ title, lines }) =>
          lines.length === 0 ? null : (
            <section key={title}>
              <h3>{say(title)}</h3>
              <dl>
                {lines.map((line) => (
                  <div key={line.title + line.keys}>
                    <dt>{say(line.title, line.values)}</dt>
                    <dd>
                      {line.keys.split(line.keys.includes('+') ? '+' : ' ').map((key) => (
                        <KeyCap key={key} keys={key} />
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ),
        )}
      </div>
    </Modal>
  )
}
