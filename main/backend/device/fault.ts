/**
 * What may be kept of an error: its class, a code of the system or the database, where in the program
 * it arose, and the same of its causes. Its message stays out, because messages quote what was being
 * worked on (a name, an amount, half a file), and so do function names, which can be made of data; the
 * place in the source tells a developer what the message would have said.
 */
export interface Fault {
  readonly class: string
  readonly code?: string
  /** Innermost first: file and place, without the folders of this machine. */
  readonly at: readonly string[]
  readonly cause?: Fault
}

const FRAMES_MAX = 12
const CAUSES_MAX = 4

export function faultOf(error: unknown, depth = 0): Fault {
  if (!(error instanceof Error)) return { class: typeof error, at: [] }
  const code = codeOf(error)
  return {
    class: classOf(error),
    ...(code === null ? {} : { code }),
    at: framesOf(error),
    ...(error.cause === undefined || depth === CAUSES_MAX
      ? {}
      : { cause: faultOf(error.cause, depth + 1) }),
  }
}

/** `TypeError`, `SqliteError`, `Refusal`: written in a program, so a word of letters. */
function classOf(error: Error): string {
  const { name } = error.constructor
  return /^(?:[A-Z][A-Za-z]{0,30}Error|Refusal)$/.test(name) ? name : 'Error'
}

/** `ENOENT`, `SQLITE_FULL`, `ERR_STREAM_DESTROYED`; a refusal's code comes by its own event. */
function codeOf(error: Error): string | null {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^(?:E[A-Z]{2,15}|(?:SQLITE|ERR)(?:_[A-Z]+){1,8})$/.test(code)
    ? code
    : null
}

/** `    at name (file:///…/out/backend/x.js:12:34)` or without name and brackets. */
const FRAME =
  /^ {4}at (?:.* \()?(?:[^()\n]*[/\\])?((?:node:[\w/]+|[\w$.-]+\.[cm]?[jt]sx?):\d+:\d+)\)?$/

function framesOf(error: Error): string[] {
  const { stack = '', message } = error
  // The stack repeats the message, which may look like a frame itself.
  const from = message === '' ? -1 : stack.indexOf(message)
  const own = from === -1 ? stack : stack.slice(from + message.length)
  return own
    .split('\n')
    .flatMap((line) => FRAME.exec(line)?.[1] ?? [])
    .slice(0, FRAMES_MAX)
}
