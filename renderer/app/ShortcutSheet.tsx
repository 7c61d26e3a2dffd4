import { Modal } from '@mantine/core'
import type { MessageId } from '../../shared/i18n/index.ts'
import { KeyCap } from '../ui/KeyCap.tsx'
import { useText } from '../ui/language.tsx'
import { shownKeys, useAllCommands, type Command } from './commands.ts'
import { useShell } from './shell-store.ts'
import styles from './ShortcutSheet.module.css'

interface Line {
  readonly title: MessageId
  readonly values?: Readonly<Record<string, string | number>> | undefined
  readonly keys: string
}

/** The keys of this screen and of everywhere, from the command registry. */
export function ShortcutSheet() {
  const say = useText()
  const { open, show } = useShell()
  const commands = useAllCommands()
  const linesOf = (group: Command['group']): Line[] =>
    commands.flatMap((command) => {
      const keys = shownKeys(command)
      return command.group === group && keys !== undefined
        ? [{ title: command.title, values: command.values, keys }]
        : []
    })
  const parts: { title: MessageId; lines: readonly Line[] }[] = [
    { title: 'shortcuts.here', lines: linesOf('here') },
    { title: 'shortcuts.grid', lines: linesOf('grid') },
    { title: 'shortcuts.edit', lines: linesOf('edit') },
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
