/** Views of a list whose screen has no room for tabs: a menu in its tool row, named by the chosen view. */
import { Menu } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/language.tsx'
import type { ViewActs } from './view-acts.tsx'
import type { ListViews } from './views.ts'
import styles from './ViewBar.module.css'

export function ViewMenu({
  views,
  items,
  opened,
  onOpened,
  tight = false,
}: {
  readonly views: ListViews
  readonly items: ViewActs['items']
  readonly opened: boolean
  readonly onOpened: (opened: boolean) => void
  readonly tight?: boolean
}) {
  const say = useText()
  const all = [
    ...views.builtIn.map(({ id, label }) => ({ id, label })),
    ...views.saved.map(({ viewId, name }) => ({ id: viewId, label: name })),
  ]
  const name = all.find(({ id }) => id === views.chosen)?.label ?? ''
  return (
    <Menu position="bottom-end" withinPortal opened={opened} onChange={onOpened}>
      <Menu.Target>
        <Button
          look="plain"
          icon={IconBookmark}
          label={say('view.of', { name })}
          {...(tight ? {} : { keys: 'Alt+Shift+V' })}
          tight={tight}
          trailing={
            views.isChanged && (
              <span className={styles['dot']} role="img" aria-label={say('view.changed')} />
            )
          }
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={say('view.menu')} className={styles['menu'] ?? ''}>
        <Menu.RadioGroup value={views.chosen} onChange={views.choose}>
          {all.map(({ id, label }) => (
            <Menu.RadioItem key={id} value={id} closeMenuOnClick>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        {items}
      </Menu.Dropdown>
    </Menu>
  )
}
