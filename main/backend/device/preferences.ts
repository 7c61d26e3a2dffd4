/**
 * The device's preferences: one small JSON file in the data folder, read once and written whole under
 * a temporary name, so that a crash leaves the old one or the new one.
 *
 * A file that cannot be understood is never an error for the person: what can be read is taken, the
 * rest has its default, and the file as it was is kept beside as `preferences.kept-<n>.json`.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { type Preferences, PREFERENCE_DEFAULTS, readPreferences } from '../../../shared/settings.ts'

export class PreferenceFile {
  readonly #dir: string
  readonly #path: string
  #current: Preferences | null = null

  constructor(dir: string) {
    this.#dir = dir
    this.#path = join(dir, 'preferences.json')
  }

  get(): Preferences {
    this.#current ??= this.#read()
    return this.#current
  }

  /** `file.unwritable` when the disk refuses; then nothing has changed. */
  set(changes: { readonly [K in keyof Preferences]?: Preferences[K] | undefined }): Preferences {
    const given = Object.entries(changes).filter(([, value]) => value !== undefined)
    const next = { ...this.get(), ...Object.fromEntries(given) }
    try {
      this.#write(next)
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code ?? ''
      throw new Refusal('file.unwritable', { file: this.#path, reason })
    }
    this.#current = next
    return next
  }

  #read(): Preferences {
    const text = this.#text()
    if (text === null) return PREFERENCE_DEFAULTS
    const { preferences, isWhole } = readPreferences(parsed(text))
    if (!isWhole) this.#keepAside()
    return preferences
  }

  /** Null when there is none, or none that may be read. */
  #text(): string | null {
    try {
      return readFileSync(this.#path, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.#keepAside()
      return null
    }
  }

  #keepAside(): void {
    let n = 1
    while (existsSync(this.#kept(n))) n += 1
    try {
      renameSync(this.#path, this.#kept(n))
    } catch (error) {
      // A folder that cannot be written keeps the file where it is: reading went on all the same.
      if (!CANNOT_WRITE.has((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
  }

  #kept(n: number): string {
    return join(this.#dir, `preferences.kept-${n}.json`)
  }

  #write(preferences: Preferences): void {
    mkdirSync(this.#dir, { recursive: true, mode: 0o700 })
    const temporary = `${this.#path}.tmp`
    rmSync(temporary, { recursive: true, force: true })
    const file = openSync(temporary, 'wx', 0o600)
    try {
      writeSync(file, `${JSON.stringify(preferences, null, 2)}\n`)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(temporary, this.#path)
  }
}

const CANNOT_WRITE: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS'])

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
