/** Gives the door the commands for a native menu and runs those chosen there; draws nothing itself. */
import { useEffect } from 'react'
import { host } from '../host/index.ts'
import { useText } from '../ui/language.tsx'
import { runCommand, useAllCommands } from './commands.ts'
import { usePreferences } from './store.ts'

export function NativeMenu(): null {
  const say = useText()
  const commands = useAllCommands()
  const language = usePreferences((preferences) => preferences.language)
  useEffect(() => {
    host().offerMenu({
      language,
      commands: commands.map(({ id, title, values, keys, group, enabled }) => ({
        id,
        title: say(title, values),
        keys: keys?.[0] ?? null,
        group,
        enabled: enabled ?? true,
      })),
    })
  }, [commands, language, say])
  useEffect(() => host().onCommand(runCommand), [])
  return null
}
