import { z } from 'zod'

/** How a CSV file is written: what stands between its values, and the decimal mark of its amounts. */
export const csvStyle = z.object({
  separator: z.enum([',', ';', '\t']),
  decimal: z.enum(['.', ',']),
})
export type CsvStyle = z.output<typeof csvStyle>

export const PLAIN_CSV: CsvStyle = { separator: ',', decimal: '.' }
