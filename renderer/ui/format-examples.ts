/** How numbers and days of a file are written, shown by an example of each. */
export const DECIMALS = [',', '.'] as const
export const DATE_ORDERS = ['D.M.Y', 'M/D/Y', 'Y-M-D'] as const

/** The marks as an example shows them. */
export const DECIMAL_EXAMPLES = { ',': '1.234,56', '.': '1,234.56' } as const
export const DATE_EXAMPLES = {
  'D.M.Y': '31.12.2026',
  'M/D/Y': '12/31/2026',
  'Y-M-D': '2026-12-31',
} as const
