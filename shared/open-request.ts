/**
 * What another program may ask of a running Saldo: a link `saldo://customer/CODE?view=statement`, or
 * a company file opened by double click. Asked of the person first; nothing here acts by itself.
 *
 * `saldo://app` is the page's own address and never a request.
 */
import { z } from 'zod'

export const LINK_VIEWS = ['overview', 'items', 'statement', 'documents', 'history'] as const

/** One line of readable text: no controls, no marks that change reading order. */
const plain = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\u0000-\u001f\u007f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]*$/)

export const openRequest = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('customer'),
    code: plain(64),
    view: z.enum(LINK_VIEWS),
  }),
  z.strictObject({ kind: z.literal('company'), file: plain(4096) }),
])
export type OpenRequest = z.output<typeof openRequest>

const LINK_MAX = 400

/** Null for whatever is no such link: another host, a second part, an unknown or repeated question. */
export function requestOfLink(link: string): OpenRequest | null {
  if (link.length > LINK_MAX) return null
  const [, raw, view = 'overview'] =
    /^saldo:\/\/customer\/([^/?#\\@\s]+)\/?(?:\?view=([a-z]+))?$/i.exec(link) ?? []
  const code = raw === undefined ? null : decoded(raw)
  if (code === null || code !== code.trim()) return null
  const request = openRequest.safeParse({ kind: 'customer', code, view })
  return request.success ? request.data : null
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
