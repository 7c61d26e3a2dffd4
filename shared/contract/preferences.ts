import { z } from 'zod'
import { command, query } from '../rpc/procedure.ts'
import { preferencesShape } from '../settings.ts'

export const preferences = {
  /** What this device prefers; defaults where nothing was ever set. */
  get: query({ input: z.object({}), output: preferencesShape }),
  /** The company of last time when it does not open now: its file and the refusal; else nulls. */
  lost: query({
    input: z.object({}),
    output: z.object({
      file: z.string().nullable(),
      code: z.string().nullable(),
      /** Of the refusal: what its sentence names. */
      params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  }),
  /** Changes some; keys left out stay. `lastCompany` is kept by the backend itself. */
  set: command({
    input: preferencesShape.omit({ lastCompany: true }).partial(),
    output: preferencesShape,
    refusals: ['file.unwritable'],
  }),
}
