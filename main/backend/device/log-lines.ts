/**
 * Log lines as they may be given away: only lines and fields that this program writes, each in the
 * form it writes them. Whatever else stands in a log file (another program's line, one cut off by a
 * crash, something a person typed in) is left out and counted.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const word = z.string().regex(/^[a-zA-Z][\w.:/ -]{0,60}$/)
const count = z.number().int()
const head = {
  level: z.enum(['info', 'warn', 'error']),
  time: z.iso.datetime(),
  pid: count,
}
const incident = z.string().regex(/^[0-9a-f]{8}$/)
const procedure = z.string().regex(/^(?:[a-z]\w{0,30}\.[a-z]\w{0,40}|unknown)$/i)

const fault = z.strictObject({
  class: z.string().regex(/^(?:[A-Z][A-Za-z]{0,30}|[a-z]{4,9})$/),
  code: z
    .string()
    .regex(/^[A-Z_]{3,60}$/)
    .optional(),
  at: z.array(z.string().regex(/^(?:node:)?[\w$./-]{1,80}:\d+:\d+$/)).max(12),
  get cause() {
    return fault.optional()
  },
})

const line = z.union([
  z.strictObject({ ...head, msg: z.literal('slow'), procedure, ms: count }),
  z.strictObject({
    ...head,
    msg: z.literal('refused'),
    procedure,
    code: z.string().regex(/^[a-z_]+\.[a-z_]+$/),
  }),
  z.strictObject({ ...head, msg: z.literal('bug'), where: word, incident, fault }),
  z.strictObject({
    ...head,
    msg: z.literal('started'),
    door: z.enum(['browser', 'desktop', 'shell']),
    node: z.string().regex(/^v[\d.]{5,20}$/),
  }),
  z.strictObject({
    ...head,
    msg: z.literal('crashed'),
    where: z.enum(['backend', 'reader', 'page', 'helper']),
    reason: z.string().regex(/^[a-z-]{1,30}$/),
    exitCode: count,
  }),
])

const EACH_MAX = 256 * 1024

/** The newest lines of every log in a folder, oldest file first, and how many were left out. */
export function logLines(dir: string): {
  readonly files: readonly { readonly name: string; readonly lines: readonly string[] }[]
  readonly leftOut: number
} {
  let leftOut = 0
  const names = readdirSync(dir).filter((name) => /^[a-z]+(?:\.\d)?\.log$/.test(name))
  const files = names.toSorted().map((name) => {
    const text = readFileSync(`${dir}/${name}`, 'utf8').slice(-EACH_MAX)
    const lines = text.split('\n').filter((one) => one !== '')
    const own = lines.filter(isOurs)
    leftOut += lines.length - own.length
    return { name, lines: own }
  })
  return { files, leftOut }
}

function isOurs(text: string): boolean {
  try {
    return line.safeParse(JSON.parse(text)).success
  } catch {
    // Cut off, or no line of a log: not given away.
    return false
  }
}
