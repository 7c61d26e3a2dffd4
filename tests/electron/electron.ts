/**
 * The stand-in that answers `import 'electron'` in tests (toolchain.md 6). Every class states which
 * members of the real one it has, so that a renamed or mistyped member fails the type check; and the
 * last line compares the names exported here with Electron's own.
 */
import type * as Real from 'electron'
import type * as Own from './electron.ts'

export { app, nativeTheme, screen } from './app.ts'
export { MessageChannelMain, utilityProcess } from './ports.ts'
export {
  contextBridge,
  dialog,
  ipcMain,
  ipcRenderer,
  Menu,
  protocol,
  session,
  shell,
} from './system.ts'
export { BrowserWindow } from './window.ts'

type Unknown = Exclude<keyof typeof Own, keyof typeof Real>
const check: [Unknown] extends [never] ? true : Unknown = true
void check
