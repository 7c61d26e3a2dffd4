/**
 * Who may speak to this process: a one-time token from the start link is exchanged once for a cookie
 * and a header token, both living only as long as the process. Compared in constant time.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'

export interface Grant {
  readonly cookie: string
  readonly token: string
}

export class Sessions {
  readonly #now: () => number
  readonly #lifeMs: number
  readonly #links = new Map<string, number>()
  #cookie: string | null = null
  #token: string | null = null

  constructor(lifeMs: number, now: () => number = () => Date.now()) {
    this.#lifeMs = lifeMs
    this.#now = now
  }

  /** A fresh 256-bit token for a link; usable once, within its life. */
  newLink(): string {
    const token = randomBytes(32).toString('base64url')
    this.#links.set(token, this.#now() + this.#lifeMs)
    return token
  }

  /** Null for a wrong, used or expired token. All pages of this process share one session. */
  exchange(token: string): Grant | null {
    let found: string | null = null
    for (const [link, until] of this.#links) {
      if (until < this.#now()) this.#links.delete(link)
      else if (same(link, token)) found = link
    }
    if (found === null) return null
    this.#links.delete(found)
    this.#cookie ??= randomBytes(32).toString('base64url')
    this.#token ??= randomBytes(32).toString('base64url')
    return { cookie: this.#cookie, token: this.#token }
  }

  hasCookie(header: string | undefined): boolean {
    if (this.#cookie === null || header === undefined) return false
    return header.split(';').some((part) => {
      const [name, value] = part.trim().split('=', 2)
      return name === 'saldo' && same(this.#cookie ?? '', value ?? '')
    })
  }

  hasToken(header: string | string[] | undefined): boolean {
    return this.#token !== null && typeof header === 'string' && same(this.#token, header)
  }
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
