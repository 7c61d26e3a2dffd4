/** How a feature is worked on the company of a window: read, written in one transaction, written by thousands. */
import type { Context } from './context.ts'
import type { OpenCache } from './reports/open-cache.ts'
import { fileOf, type Session } from './session.ts'

/** A query: reads, on a connection that refuses writes. */
export function reads<I, O>(
  feature: (context: Context, input: I, cache: OpenCache | null) => O,
): (session: Session, input: I) => O {
  return (session, input) => {
    const file = fileOf(session)
    return file.query((context) => feature(context, input, file.cache))
  }
}

/** A command: runs whole inside one transaction, or nothing happened. */
export function writes<I, O>(
  feature: (context: Context, input: I) => O,
): (session: Session, input: I) => O {
  return (session, input) => fileOf(session).command((context) => feature(context, input))
}

/** A command over thousands of rows. */
export function writesMany<I, O>(
  feature: (context: Context, input: I) => O,
): (session: Session, input: I) => O {
  return (session, input) => fileOf(session).bulk((context) => feature(context, input))
}
