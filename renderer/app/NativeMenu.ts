/** Tells the door of commands, company and colours of this window, and runs commands chosen in its menu. */
import { useEffect } from 'react'
import { host } from '../host/index.ts'
import { useText } from '../ui/language.tsx'
import { runCommand, useAllCommands } from './commands.ts'
import { usePreferences } from './store.ts'
import { useDensity, useIsDark } from './use-theme.ts'

export function NativeMenu({ company }: { readonly company: string | null }): null {
  const say = useText()
  const commands = useAllCommands()
  const language = usePreferences((preferences) => preferences.language)
  const isDark = useIsDark()
  const { scale } = useDensity()
  useEffect(() => {
    host().offerMenu({
      language,
      company,
      isDark,
      scale,
      commands: commands.flatMap(({ id, title, values, keys, group, enabled, inPalette }) => {
        const isOfGrid = group === 'grid' || group === 'edit'
        // Mere moves of a grid are no menu entries, and its keys are the grid's own.
        if (isOfGrid && (inPalette === false || enabled === false)) return []
        return {
          id,
          title: say(title, values),
          keys: keys?.[0] ?? null,
          group: isOfGrid ? ('here' as const) : group,
          enabled: enabled ?? true,
        }
      }),
    })
  }, [commands, language, say, company, isDark, scale])
  useEffect(() => host().onCommand(runCommand), [])
  return null
}
