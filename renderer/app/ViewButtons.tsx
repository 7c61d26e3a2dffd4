/** At the end of the tool row: grouping, columns and row height of a list. */
import { Menu } from '@mantine/core'
import { IconCheck, IconLineHeight } from '@tabler/icons-react'
import { Button } from '../ui/Button.tsx'
import { ColumnChooser } from '../ui/ColumnChooser.tsx'
import type { GridColumn } from '../ui/grid-columns.ts'
import { GroupMenu } from '../ui/GroupMenu.tsx'
import { useText } from '../ui/language.tsx'
import { DENSITIES, usePreferences } from './store.ts'
import type { ListViews } from './views.ts'

export function ViewButtons<Row>({
  views,
  columns,
  choosing,
  onChoosing,
}: {
  readonly views: ListViews
  readonly columns: readonly GridColumn<Row>[]
  readonly choosing: boolean
  readonly onChoosing: (choosing: boolean) => void
}) {
  const say = useText()
  const preferred = usePreferences((preferences) => preferences.density)
  const density = views.state.density ?? preferred
  return (
    <>
      {columns.some((column) => column.groups === true) && (
        <GroupMenu view={views} columns={columns} />
      )}
      <ColumnChooser view={views} columns={columns} opened={choosing} onOpened={onChoosing} />
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button look="plain" icon={IconLineHeight} label={say(`grid.density.${density}`)} />
        </Menu.Target>
        <Menu.Dropdown aria-label={say('grid.density')}>
          {DENSITIES.map((one) => (
            <Menu.Item
              key={one}
              role="menuitemradio"
              aria-checked={one === density}
              leftSection={
                <IconCheck
                  size={14}
                  stroke={2}
                  aria-hidden="true"
                  visibility={one === density ? undefined : 'hidden'}
                />
              }
              onClick={() => views.change({ density: one })}
            >
              {say(`grid.density.${one}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
