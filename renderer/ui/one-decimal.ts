import type { Formatters } from '../../shared/i18n/formatters.ts'

/** 7,4 % · %7,4: a share of one with one decimal, the sign where the place puts it. */
export function percentOneDecimal(share: number, format: Formatters): string {
  return format.percent(1).replace('100', oneDecimal(share * 100, format))
}

/** 38,0 · −4,5: days with one decimal, in the reader's own writing. */
export function oneDecimal(value: number, format: Formatters): string {
  return value.toFixed(1).replace('.', format.decimal).replace('-', '\u2212')
}
