/**
 * The native menu: the system's own entries as roles in the page's language, and the commands the
 * page offers from its registry, so that menu, palette and keys never differ.
 */
import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuCommand, OfferedMenu } from '../../shared/host.ts'
import type { MessageId } from '../../shared/i18n/index.ts'
import { say } from './words.ts'

type Item = MenuItemConstructorOptions
type Role = NonNullable<Item['role']>
interface Platform {
  readonly isMac: boolean
  /** Development menus are not in a release (E13). */
  readonly isPackaged: boolean
}

const HERE: Platform = { isMac: process.platform === 'darwin', isPackaged: app.isPackaged }

export function showMenu(commands: OfferedMenu['commands'], choose: (id: string) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(commands, choose, HERE)))
}

export function menuTemplate(
  commands: OfferedMenu['commands'],
  choose: (id: string) => void,
  { isMac, isPackaged }: Platform,
): Item[] {
  const of = (belongs: (command: MenuCommand) => boolean): Item[] =>
    commands.filter(belongs).map((one) => commandItem(one, choose))
  const placed = (menu: MenuCommand['group'] | 'file' | 'help') => of((one) => menuOf(one) === menu)
  const menus: Item[] = [
    ...(isMac ? [macMenu()] : []),
    menu(
      'menu.file',
      placed('file'),
      [role('close', 'menu.close')],
      isMac ? [] : [role('quit', 'menu.quit')],
    ),
    menu(
      'menu.edit',
      [role('undo', 'menu.undo'), role('redo', 'menu.redo')],
      [role('cut', 'menu.cut'), role('copy', 'menu.copy'), role('paste', 'menu.paste')],
      [role('selectAll', 'menu.selectAll')],
    ),
    menu(
      'menu.view',
      placed('everywhere'),
      [
        role('resetZoom', 'menu.zoomReset'),
        role('zoomIn', 'menu.zoomIn'),
        role('zoomOut', 'menu.zoomOut'),
      ],
      [role('togglefullscreen', 'menu.fullScreen')],
      isPackaged
        ? []
        : [role('forceReload', 'menu.reload'), role('toggleDevTools', 'menu.devTools')],
    ),
    menu('menu.go', placed('go')),
    menu('menu.here', placed('here')),
    {
      ...menu(
        'menu.window',
        [role('minimize', 'menu.minimize')],
        isMac ? [role('zoom', 'menu.zoomWindow'), role('front', 'menu.front')] : [],
      ),
      role: 'windowMenu',
    },
    {
      ...menu('menu.help', placed('help'), isMac ? [] : [role('about', 'menu.about')]),
      role: 'help' as const,
    },
  ]
  return menus.filter(({ submenu }) => !Array.isArray(submenu) || submenu.length > 0)
}

/** Commands that a person looks for in a menu of their own. */
const OWN_MENU: Readonly<Record<string, 'file' | 'help'>> = {
  'window.new': 'file',
  'shell.company': 'file',
  'shell.shortcuts': 'help',
  'help.support': 'help',
}

function menuOf({ id, group }: MenuCommand): MenuCommand['group'] | 'file' | 'help' {
  return OWN_MENU[id] ?? group
}

/** The application menu of macOS. */
function macMenu(): Item {
  return {
    label: 'Saldo',
    submenu: parts(
      [role('about', 'menu.about')],
      [role('services', 'menu.services')],
      [
        role('hide', 'menu.hide'),
        role('hideOthers', 'menu.hideOthers'),
        role('unhide', 'menu.showAll'),
      ],
      [role('quit', 'menu.quit')],
    ),
  }
}

function menu(label: MessageId, ...groups: Item[][]): Item {
  return { label: say(label), submenu: parts(...groups) }
}

function role(name: Role, label: MessageId): Item {
  return { role: name, label: say(label) }
}

/** Groups with a line between them; empty ones leave none. */
function parts(...groups: Item[][]): Item[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, i) => (i === 0 ? group : [{ type: 'separator' as const }, ...group]))
}

/** Shows the key, but leaves it to the page, which knows whether it may act now. */
function commandItem(
  { id, title, keys, enabled }: MenuCommand,
  choose: (id: string) => void,
): Item {
  const accelerator = acceleratorOf(keys)
  return {
    id,
    label: title.replaceAll('&', '&&'),
    enabled,
    click: () => choose(id),
    ...(accelerator === null ? {} : { accelerator, registerAccelerator: false }),
  }
}

/**
 * "Mod+Shift+O" as Electron writes it; null for letters alone and for sequences, which no system's
 * menu can show or would take from whoever types.
 */
function acceleratorOf(keys: string | null): string | null {
  if (keys === null || keys.includes(' ')) return null
  if (!/^(?:(?:Mod|Ctrl|Alt)\+)/.test(keys) && !/^(?:Shift\+)?F\d{1,2}$/.test(keys)) return null
  const parts = keys.split('+')
  const key = NAMED[parts.at(-1) ?? ''] ?? parts.at(-1) ?? ''
  if (!/^(?:[A-Z0-9]|F\d{1,2}|[a-zA-Z]{2,})$/.test(key)) return null
  return [...parts.slice(0, -1).map((part) => (part === 'Mod' ? 'CmdOrCtrl' : part)), key].join('+')
}

const NAMED: Readonly<Record<string, string>> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  Escape: 'Esc',
}
