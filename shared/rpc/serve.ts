/**
 * The answering end: finds the procedure, parses the input (a port is a trust boundary), calls the
 * handler, answers the value, a refusal by code, or the number of an incident.
 */
import type { Contract, Procedure } from './procedure.ts'
import type { Port } from './port.ts'
import { Refusal } from './refusal.ts'

export interface ServeOptions {
  /** Runs a procedure with its parsed input. */
  call(path: string, input: unknown): unknown
  /** Parse outputs as well: in development and tests. */
  readonly checkOutput: boolean
  /** Logs a bug and names it. */
  onBug(path: string, error: unknown): string
  /** Hears of what was declined, by its code; `path` is one of the contract or `unknown`. */
  onRefused?(path: string, code: string): void
}

/** Larger messages are refused before they are parsed by a schema. */
const INPUT_MAX = 8 * 1024 * 1024

export function serve(contract: Contract, port: Port, options: ServeOptions): void {
  port.onMessage((message) => {
    const request = readRequest(message)
    if (!request) return
    void answer(contract, request, options).then((reply) => port.post(reply))
  })
}

interface Request {
  readonly id: number
  readonly path: string
  readonly input: unknown
}

async function answer(
  contract: Contract,
  request: Request,
  options: ServeOptions,
): Promise<unknown> {
  const { id, path } = request
  try {
    if (!isSmall(request.input)) throw new Refusal('input.too_large')
    const procedure = find(contract, path)
    if (!procedure) throw new Refusal('procedure.unknown', { path })
    const parsed = procedure.input.safeParse(request.input)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      throw new Refusal('input.invalid', {
        field: issue?.path.join('.') ?? '',
        reason: issue?.message ?? '',
      })
    }
    const value = await options.call(path, parsed.data)
    return { id, ok: true, value: options.checkOutput ? procedure.output.parse(value) : value }
  } catch (error) {
    if (error instanceof Refusal) {
      options.onRefused?.(nameOf(contract, path), error.code)
      return { id, ok: false, error: { code: error.code, params: error.params } }
    }
    return {
      id,
      ok: false,
      error: { code: 'bug', params: {}, incident: options.onBug(nameOf(contract, path), error) },
    }
  }
}

function find(contract: Contract, path: string): Procedure | undefined {
  const [noun, name, more] = path.split('.')
  if (noun === undefined || name === undefined || more !== undefined) return undefined
  if (!Object.hasOwn(contract, noun)) return undefined
  const procedures = contract[noun]
  return procedures && Object.hasOwn(procedures, name) ? procedures[name] : undefined
}

/** For a log: what is no procedure of ours may be anything. */
function nameOf(contract: Contract, path: string): string {
  return find(contract, path) ? path : 'unknown'
}

function readRequest(message: unknown): Request | undefined {
  if (typeof message !== 'object' || message === null) return undefined
  const { id, path, input } = message as Record<string, unknown>
  if (typeof id !== 'number' || typeof path !== 'string') return undefined
  if (path.length > 100) return undefined
  return { id, path, input }
}

/** Nesting too deep to be written out again is too much as well. */
function isSmall(input: unknown): boolean {
  try {
    return JSON.stringify(input ?? null).length <= INPUT_MAX
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
