/** The native menu: roles in three languages, the page's commands, nothing of development in a release. */
import type { MenuItemConstructorOptions } from 'electron'
import { beforeEach, expect, it } from 'vitest'
import { menuTemplate } from '../../main/electron/menu.ts'
import { speak } from '../../main/electron/words.ts'
import type { MenuCommand } from '../../shared/host.ts'

const RELEASE = { isMac: false, isPackaged: true }
const command = (id: string, more: Partial<MenuCommand> = {}): MenuCommand => ({
  id,
  title: id,
  keys: null,
  group: 'everywhere',
  enabled: true,
  ...more,
})
const all = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? all(item.submenu) : [])])
const labels = (items: readonly MenuItemConstructorOptions[]) => items.map(({ label }) => label)
const none = () => undefined

beforeEach(() => speak('tr'))

it.each([
  ['tr', ['Dosya', 'Düzenle', 'Görünüm', 'Git', 'Bu Ekran', 'Pencere', 'Yardım'], 'Geri Al'],
  ['en', ['File', 'Edit', 'View', 'Go', 'This Screen', 'Window', 'Help'], 'Undo'],
  [
    'de',
    ['Datei', 'Bearbeiten', 'Ansicht', 'Gehe zu', 'Diese Ansicht', 'Fenster', 'Hilfe'],
    'Rückgängig',
  ],
] as const)('speaks %s, its roles too', (language, menus, undo) => {
  speak(language)
  const template = menuTemplate(
    [command('a', { group: 'go' }), command('b', { group: 'here' })],
    none,
    RELEASE,
  )

  expect(labels(template)).toEqual(menus)
  expect(all(template).find(({ role }) => role === 'undo')?.label).toBe(undo)
  expect(all(template).filter((item) => item.type !== 'separator' && !item.label)).toEqual([])
})

it('shows the commands of the page under what they are for, and chooses by id', () => {
  const chosen: string[] = []
  const template = menuTemplate(
    [
      command('go.aging', { title: 'Yaşlandırma', group: 'go', keys: 'G A' }),
      command('shell.palette', { keys: 'Mod+K' }),
      command('row.open', { group: 'here', enabled: false }),
    ],
    (id) => chosen.push(id),
    RELEASE,
  )
  const aging = all(template).find(({ id }) => id === 'go.aging')
  aging?.click?.({} as never, undefined, {} as never)

  expect(labels(template.find(({ label }) => label === 'Git')?.submenu as never)).toEqual([
    'Yaşlandırma',
  ])
  expect(all(template).find(({ id }) => id === 'row.open')?.enabled).toBe(false)
  expect(chosen).toEqual(['go.aging'])
})

it.each([
  ['Mod+K', 'CmdOrCtrl+K'],
  ['Mod+Shift+O', 'CmdOrCtrl+Shift+O'],
  ['Alt+ArrowLeft', 'Alt+Left'],
  ['F6', 'F6'],
  ['Shift+F6', 'Shift+F6'],
  ['G A', undefined],
  ['N', undefined],
  ['Shift+X', undefined],
  ['?', undefined],
  ['Mod+ı', undefined],
])('shows %s as %s and leaves it to the page', (keys, accelerator) => {
  const item = all(menuTemplate([command('x', { keys })], none, RELEASE)).find(
    ({ id }) => id === 'x',
  )

  expect(item?.accelerator).toBe(accelerator)
  expect(item?.registerAccelerator).toBe(accelerator === undefined ? undefined : false)
})

it('E13: has reload and developer tools in development alone', () => {
  const roles = (isPackaged: boolean) =>
    all(menuTemplate([], none, { isMac: false, isPackaged })).map(({ role }) => role)

  expect(roles(false)).toEqual(expect.arrayContaining(['forceReload', 'toggleDevTools']))
  expect(roles(true)).not.toContain('toggleDevTools')
  expect(roles(true).join()).not.toMatch(/reload/i)
})

it('begins with the application menu on a Mac, where Quit and About are', () => {
  const [first, ...rest] = menuTemplate([], none, { isMac: true, isPackaged: true })

  expect(first?.label).toBe('Saldo')
  expect(all(first ? [first] : []).map(({ role }) => role)).toEqual(
    expect.arrayContaining(['about', 'hide', 'quit']),
  )
  expect(all(rest).map(({ role }) => role)).not.toContain('quit')
})

it.each([true, false])('has new window under File and support under Help, isMac %s', (isMac) => {
  const template = menuTemplate(
    [command('window.new'), command('help.support'), command('shell.palette')],
    none,
    { isMac, isPackaged: true },
  )
  const under = (name: string) =>
    all(template.filter(({ label }) => label === name)).flatMap(({ id }) => id ?? [])

  expect(under('Dosya')).toEqual(['window.new'])
  expect(under('Yardım')).toEqual(['help.support'])
  expect(under('Görünüm')).toEqual(['shell.palette'])
})

it('leaves no empty menu and no loose separator, and writes & as itself', () => {
  const template = menuTemplate([command('x', { title: 'A & B' })], none, RELEASE)

  expect(labels(template)).not.toContain('Git')
  for (const { submenu } of template) {
    const types = (submenu as MenuItemConstructorOptions[]).map(({ type }) => type)
    expect(types[0]).toBeUndefined()
    expect(types.at(-1)).toBeUndefined()
  }
  expect(all(template).find(({ id }) => id === 'x')?.label).toBe('A && B')
})
