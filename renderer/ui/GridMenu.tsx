/** The menu of a cell or a heading, at the pointer or, by Shift+F10, at the cell. */
import { Menu } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import { KeyCap } from './KeyCap.tsx'
import styles from './GridMenu.module.css'

export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly icon: Icon
  readonly keys?: string
  /** Starts a group: a line is drawn above it. */
  readonly starts?: boolean
  readonly run: () => void
}

export interface OpenMenu {
  /** Accessible name: the cell or the column it is about. */
  readonly label: string
  readonly x: number
  readonly y: number
  readonly items: readonly MenuItem[]
}

export function GridMenu({
  menu,
  onClose,
}: {
  readonly menu: OpenMenu | null
  /** The menu is gone; what was chosen has run. */
  readonly onClose: () => void
}) {
  if (menu === null) return null
  return (
    <Menu
      opened
      withInitialFocusPlaceholder={false}
      // The first entry has the focus at once. A trap would take it back there a moment later.
      trapFocus={false}
      onClose={onClose}
      position="bottom-start"
      offset={2}
      withinPortal
      loop
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <span className={styles['at']} style={{ left: menu.x, top: menu.y }} aria-hidden="true" />
      </Menu.Target>
      <Menu.Dropdown
        aria-label={menu.label}
        className={styles['menu']}
        onKeyDown={(event) => {
          if (event.key !== 'Tab') return
          event.preventDefault()
          onClose()
        }}
      >
        {menu.items.map((item, at) => [
          item.starts === true && at > 0 ? <Menu.Divider key={`${item.id} line`} /> : null,
          <Menu.Item
            key={item.id}
            {...(at === 0 ? { 'data-autofocus': true } : {})}
            leftSection={<item.icon size={15} stroke={1.75} aria-hidden="true" />}
            rightSection={item.keys === undefined ? undefined : <KeyCap keys={item.keys} />}
            onClick={item.run}
          >
            {item.label}
          </Menu.Item>,
        ])}
      </Menu.Dropdown>
    </Menu>
  )
}
