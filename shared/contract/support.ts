import { z } from 'zod'
import { query } from '../rpc/procedure.ts'
import { id } from './fields.ts'

export const support = {
  /**
   * What support needs to know of this device and program: versions and the logs, with nothing of
   * the books or of a person. `text` is all that stands in the written file, to be read before it is
   * given away.
   */
  report: query({
    input: z.object({}),
    output: z.object({
      documentId: id,
      name: z.string(),
      text: z.string(),
      /** Folder of the log files on this device. */
      logDir: z.string(),
    }),
    refusals: ['file.unwritable'],
  }),
}
