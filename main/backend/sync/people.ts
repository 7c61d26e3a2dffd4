/** Who is who in the company, as the feed last said, and what this device's own user may do. */
import { allMembers, type MemberRow } from '../../../db/local/members.ts'
import { UNNAMED_USER } from '../../../shared/domain/user-name.ts'
import { type Action, mayDo, mayGiveRoles, type Right } from '../../../sync/engine/central/roles.ts'
import type { Context } from '../context.ts'

export class People {
  readonly #context: Pick<Context, 'db' | 'company'>
  #members: readonly MemberRow[] | undefined

  constructor(context: Pick<Context, 'db' | 'company'>) {
    this.#context = context
  }

  isMe(userId: string | null): boolean {
    return userId === this.#context.company.userId
  }

  /** Null for somebody this device was not told about. */
  nameOf(userId: string | null): string | null {
    if (userId === null) return null
    const known = this.#known().find((member) => member.userId === userId)
    return known?.name ?? (this.isMe(userId) ? this.#context.company.userName : null)
  }

  /**
   * Whoever an event was stored for: by the name the user had then, or by the id the feed said. What
   * was done before the user had a name is theirs all the same.
   */
  shown(actor: string): string {
    const userId = actor === UNNAMED_USER ? this.#context.company.userId : actor
    return this.#known().find((member) => member.userId === userId)?.name ?? actor
  }

  /** Active members by name or id. */
  named(text: string): MemberRow[] {
    return this.#known().filter(
      ({ name, userId, status }) => status === 'active' && (userId === text || name === text),
    )
  }

  /** A hint for screens: who may what is judged by the server. True before it named anybody. */
  mayI(action: Action, right: Right): boolean {
    const me = this.#known().find(({ userId }) => this.isMe(userId))
    return me === undefined || mayDo(me.roles, action, right)
  }

  /** Members and devices; nobody's before the server named this user. */
  mayIManageStaff(): boolean {
    const me = this.#known().find(({ userId }) => this.isMe(userId))
    return me !== undefined && mayDo(me.roles, 'users', 'C')
  }

  /** The same of roles for another. */
  mayIGiveRoles(): boolean {
    const me = this.#known().find(({ userId }) => this.isMe(userId))
    return me !== undefined && mayGiveRoles(me.roles)
  }

  #known(): readonly MemberRow[] {
    this.#members ??= allMembers(this.#context.db)
    return this.#members
  }
}
