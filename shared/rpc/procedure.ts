/**
 * How a call across a process or network edge is declared, once, with zod schemas for both ends.
 *
 * A `query` reads and may be repeated freely; a `command` writes, runs whole inside one transaction
 * and is idempotent because its caller makes the ids. Types of the client and of the handlers are
 * mapped from the declaration, so neither side can drift from it.
 */
import type { z } from 'zod'

export interface Procedure<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  R extends string = string,
> {
  readonly kind: 'query' | 'command'
  readonly input: I
  readonly output: O
  /**
   * The closed list of refusal codes it may answer with, beside those of every port: `input.invalid`,
   * `input.too_large`, `path.not_allowed`, `procedure.unknown`, and of every disk: `disk.full`,
   * `disk.failed` and `company.damaged`.
   */
  readonly refusals: readonly R[]
}

interface Declaration<I extends z.ZodType, O extends z.ZodType, R extends string> {
  readonly input: I
  readonly output: O
  readonly refusals?: readonly R[]
}

export function query<I extends z.ZodType, O extends z.ZodType, R extends string = never>(
  declared: Declaration<I, O, R>,
): Procedure<I, O, R> {
  return { kind: 'query', refusals: [], ...declared }
}

export function command<I extends z.ZodType, O extends z.ZodType, R extends string = never>(
  declared: Declaration<I, O, R>,
): Procedure<I, O, R> {
  return { kind: 'command', refusals: [], ...declared }
}

/** noun -> name -> procedure */
export type Contract = Readonly<Record<string, Readonly<Record<string, Procedure>>>>

/** What a screen or the command line calls: `client.receipts.post(input)`. */
export type Client<C extends Contract> = {
  readonly [Noun in keyof C]: {
    readonly [Name in keyof C[Noun]]: (
      input: z.input<C[Noun][Name]['input']>,
    ) => Promise<z.output<C[Noun][Name]['output']>>
  }
}

/** What the backend must implement, all of it. Queries and commands get their own context. */
export type Handlers<C extends Contract, Ctx> = {
  readonly [Noun in keyof C]: {
    readonly [Name in keyof C[Noun]]: (
      ctx: Ctx,
      input: z.output<C[Noun][Name]['input']>,
    ) => z.input<C[Noun][Name]['output']> | Promise<z.input<C[Noun][Name]['output']>>
  }
}
