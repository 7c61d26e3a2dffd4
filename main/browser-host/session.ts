/**
 * Who may speak to this process: a one-time token from the start link is exchanged once for a cookie
 * and a header token, both living only as long as the process, or until nobody has used them for the
 * idle limit. Compared in constant time.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'

export interface Grant {
  readonly cookie: string
  readonly token: string
}

export interface SessionOptions {
  /** How long a link that was not used stays good. */
  readonly linkLifeMs: number
  /** Null: the session ends with the process alone. */
  readonly idleLimitMs?: number | null
  readonly now?: () => number
}

export class Sessions {
  readonly #now: () => number
  readonly #linkLifeMs: number
  readonly #idleLimitMs: number | null
  readonly #links = new Map<string, number>()
  #cookie: string | null = null
  #token: string | null = null
  #usedAt = 0

  constructor({ linkLifeMs, idleLimitMs = null, now = () => Date.now() }: SessionOptions) {
    this.#now = now
    this.#linkLifeMs = linkLifeMs
    this.#idleLimitMs = idleLimitMs
  }

  /** A fresh 256-bit token for a link; usable once, within its life. */
  newLink(): string {
    const token = randomBytes(32).toString('base64url')
    this.#links.set(token, this.#now() + this.#linkLifeMs)
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
    this.endIfIdle()
    this.#cookie ??= randomBytes(32).toString('base64url')
    this.#token ??= randomBytes(32).toString('base64url')
    this.touch()
    return { cookie: this.#cookie, token: this.#token }
  }

  hasCookie(header: string | undefined): boolean {
    this.endIfIdle()
    if (this.#cookie === null || header === undefined) return false
    const isOurs = header.split(';').some((part) => {
      const [name, value] = part.trim().split('=', 2)
      return name === 'saldo' && same(this.#cookie ?? '', value ?? '')
    })
    if (isOurs) this.touch()
    return isOurs
  }

  hasToken(header: string | readonly string[] | undefined): boolean {
    return this.#token !== null && typeof header === 'string' && same(this.#token, header)
  }

  /** The person did something. */
  touch(): void {
    this.#usedAt = this.#now()
  }

  /** Forgets the session once nobody used it for the limit; true when it just ended. */
  endIfIdle(): boolean {
    if (this.#cookie === null || this.#idleLimitMs === null) return false
    if (this.#now() - this.#usedAt < this.#idleLimitMs) return false
    this.#cookie = null
    this.#token = null
    return true
  }
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
