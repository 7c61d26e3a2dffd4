/** What a grid is grouped by: columns taken one after the other make levels. */
import { Menu } from '@mantine/core'
import { IconFold, IconLayoutList } from '@tabler/icons-react'
import { Button } from './Button.tsx'
import { headText, type GridColumn } from './grid-columns.ts'
import type { GridView } from './grid-view.ts'
import { useText } from './language.tsx'

const LEVELS_MAX = 3

export function GroupMenu<Row>({
  view,
  columns,
  opened,
  onOpened,
}: {
  readonly view: GridView
  readonly columns: readonly GridColumn<Row>[]
  readonly opened: boolean
  readonly onOpened: (opened: boolean) => void
}) {
  const say = useText()
  const { group } = view.state
  const offered = columns.filter((column) => column.groups === true)
  const chosen = group.flatMap((id) => offered.find((column) => column.id === id) ?? [])
  const toggle = (id: string) => {
    view.setClosed(new Set())
    view.change({
      group: group.includes(id)
        ? group.filter((one) => one !== id)
        : [...group, id].slice(-LEVELS_MAX),
    })
  }
  return (
    <Menu
      position="bottom-end"
      withinPortal
      withInitialFocusPlaceholder={false}
      opened={opened}
      onChange={onOpened}
    >
      <Menu.Target>
        <Button
          look="plain"
          icon={IconLayoutList}
          label={
            chosen.length === 0
              ? say('group.by')
              : `${say('group.by')}: ${chosen.map((column) => headText(column, say)).join(', ')}`
          }
          pressed={chosen.length > 0}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={say('group.by')}>
        {offered.map((column) => {
          const level = group.indexOf(column.id) + 1
          const head = headText(column, say)
          return (
            <Menu.CheckboxItem
              key={column.id}
              checked={level > 0}
              closeMenuOnClick
              onChange={() => toggle(column.id)}
            >
              {level > 0 && group.length > 1
                ? say('group.level', { column: head, level: String(level) })
                : head}
            </Menu.CheckboxItem>
          )
        })}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconFold size={14} stroke={2} aria-hidden="true" />}
          disabled={group.length === 0}
          onClick={() => view.change({ group: [] })}
        >
          {say('group.none')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
