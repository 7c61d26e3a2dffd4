/**
 * Above a list: its views as tabs with counts, and what can be done with the chosen one. A view that
 * is changed shows a dot and offers to be saved or set back.
 */
import { Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ViewState } from '../../shared/contract/views.ts'
import { Button } from '../ui/Button.tsx'
import { PLAIN_VIEW } from '../ui/grid-view.ts'
import { useFormat, useText } from '../ui/language.tsx'
import { ViewTabs } from '../ui/Screen.tsx'
import type { ViewMenuOpen } from './ViewButtons.tsx'
import { useViewActs } from './view-acts.tsx'
import { useViewCommands } from './view-commands.ts'
import type { ListViews } from './views.ts'
import styles from './ViewBar.module.css'

export function ViewBar({
  label,
  views,
  countOf,
  onOpen,
  end,
}: {
  readonly label: string
  readonly views: ListViews
  /** Rows of a view by its built-in rows and filters; undefined while unknown. */
  readonly countOf: (base: string, state: ViewState) => number | undefined
  /** Opens the column chooser or the groups. */
  readonly onOpen: (open: ViewMenuOpen) => void
  /** For a screen whose tool row is full. */
  readonly end?: ReactNode
}) {
  const say = useText()
  const format = useFormat()
  const { builtIn, saved, chosen, chosenSaved, isChanged, state, base } = views

  const { save, saveAs, items, dialog } = useViewActs(views)
  useViewCommands(views, { onOpen, save, saveAs })

  const shownCount = (count: number | undefined) =>
    count === undefined ? undefined : format.count(count)
  const firstBase = builtIn[0]?.id ?? ''
  const tabs = [
    ...builtIn.map((one) => ({
      id: one.id,
      label: one.label,
      count: shownCount(
        countOf(one.id, one.id === chosen ? state : { ...PLAIN_VIEW, ...one.state }),
      ),
    })),
    ...saved.map((one) => ({
      id: one.viewId,
      label: one.name,
      count: shownCount(
        one.viewId === chosen
          ? countOf(base, state)
          : countOf(one.state.settings['base'] ?? firstBase, one.state),
      ),
    })),
  ].map((tab) => ({ ...tab, changed: tab.id === chosen && isChanged }))
  return (
    <div className={styles['bar']}>
      <ViewTabs label={label} views={tabs} chosen={chosen} onChoose={views.choose} />
      <div className={styles['acts']}>
        {end}
        {isChanged && (
          <>
            <Button
              look="plain"
              label={say(chosenSaved ? 'view.save' : 'view.saveAs')}
              keys="Mod+Shift+S"
              onClick={chosenSaved ? save : saveAs}
            />
            <Button look="plain" label={say('view.reset')} onClick={views.reset} />
          </>
        )}
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button look="plain" iconOnly icon={IconDots} label={say('view.menu')} />
          </Menu.Target>
          <Menu.Dropdown aria-label={say('view.menu')}>{items}</Menu.Dropdown>
        </Menu>
      </div>
      {dialog}
    </div>
  )
}
