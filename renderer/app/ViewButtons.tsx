/** At the end of the tool row: grouping, columns and row height of a list. */
import { Menu } from '@mantine/core'
import { IconLineHeight } from '@tabler/icons-react'
import { Button } from '../ui/Button.tsx'
import { ColumnChooser } from '../ui/ColumnChooser.tsx'
import type { GridColumn } from '../ui/grid-columns.ts'
import { GroupMenu } from '../ui/GroupMenu.tsx'
import { useText } from '../ui/language.tsx'
import { DENSITIES, usePreferences } from './store.ts'
import type { ListViews } from './views.ts'

export type ViewMenuOpen = 'columns' | 'group' | null

export function ViewButtons<Row>({
  views,
  columns,
  open,
  onOpen,
  tight = false,
}: {
  readonly views: ListViews
  readonly columns: readonly GridColumn<Row>[]
  /** Which of its menus is open: keys open them too. */
  readonly open: ViewMenuOpen
  readonly onOpen: (open: ViewMenuOpen) => void
  /** Icons alone, where the tool row is full. */
  readonly tight?: boolean
}) {
  const say = useText()
  const preferred = usePreferences((preferences) => preferences.density)
  const density = views.state.density ?? preferred
  return (
    <>
      {columns.some((column) => column.groups === true) && (
        <GroupMenu
          view={views}
          columns={columns}
          opened={open === 'group'}
          onOpened={(opened) => onOpen(opened ? 'group' : null)}
        />
      )}
      <ColumnChooser
        view={views}
        columns={columns}
        opened={open === 'columns'}
        onOpened={(opened) => onOpen(opened ? 'columns' : null)}
        tight={tight}
      />
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button
            look="plain"
            icon={IconLineHeight}
            label={say(`grid.density.${density}`)}
            tight={tight}
          />
        </Menu.Target>
        <Menu.Dropdown aria-label={say('grid.density')}>
          <Menu.RadioGroup
            value={density}
            onChange={(value) => {
              const one = DENSITIES.find((known) => known === value)
              if (one) views.change({ density: one })
            }}
          >
            {DENSITIES.map((one) => (
              <Menu.RadioItem key={one} value={one} closeMenuOnClick>
                {say(`grid.density.${one}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
