import { z } from 'zod'
import { command, query } from '../rpc/procedure.ts'
import { preferencesShape } from '../settings.ts'

export const preferences = {
  /** What this device prefers; defaults where nothing was ever set. */
  get: query({ input: z.object({}), output: preferencesShape }),
  /** Changes some; keys left out stay. `lastCompany` is kept by the backend itself. */
  set: command({
    input: preferencesShape.omit({ lastCompany: true }).partial(),
    output: preferencesShape,
    refusals: ['file.unwritable'],
  }),
}
