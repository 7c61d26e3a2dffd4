/** What is wrong with a row and what to do, in the reader's words and formats. */
import { useCallback } from 'react'
import type { ImportProblem } from '../../../shared/contract/imports.ts'
import { fieldLabel } from '../../../shared/i18n/import-fields.ts'
import { problemSentence } from '../../../shared/i18n/sentences.ts'
import { DATE_EXAMPLES, DATE_ORDERS, DECIMAL_EXAMPLES, DECIMALS } from '../../ui/format-examples.ts'
import { useFormat, useText } from '../../ui/language.tsx'

export function dateExample(order: string | null): string {
  const known = DATE_ORDERS.find((one) => one === order)
  return known === undefined ? '–' : DATE_EXAMPLES[known]
}

export function decimalExample(mark: string | null): string {
  const known = DECIMALS.find((one) => one === mark)
  return known === undefined ? '–' : DECIMAL_EXAMPLES[known]
}

export function useProblemWords(): (problem: ImportProblem) => string {
  const say = useText()
  const format = useFormat()
  return useCallback(
    ({ code, value, params }) => {
      const { language } = format.choice
      const shown: Record<string, unknown> = { ...params, value }
      for (const [key, one] of Object.entries(shown)) {
        if (typeof one === 'number' && key.endsWith('Minor'))
          shown[key.slice(0, -'Minor'.length)] = format.money(
            one,
            typeof params['currency'] === 'string' ? params['currency'] : 'TRY',
          )
        if (typeof one !== 'string') continue
        if (/^\d{4}-\d{2}-\d{2}$/.test(one)) shown[key] = format.date(one)
        else if (/^\d{4}-\d{2}$/.test(one)) shown[key] = format.month(one)
        else if (key === 'field') shown[key] = fieldLabel(one, language)
        else if (key === 'order' || key === 'dates') shown[key] = dateExample(one)
        else if (key === 'decimal') shown[key] = decimalExample(one)
      }
      const sentence = problemSentence(code, shown, language)
      return typeof shown['suggestion'] === 'string'
        ? say('imports.suggest', { text: sentence, value: shown['suggestion'] })
        : sentence
    },
    [say, format],
  )
}

/** A field's name in the language of the screen. */
export function useFieldName(): (field: string) => string {
  const { language } = useFormat().choice
  return useCallback((field) => fieldLabel(field, language), [language])
}

/** "sheet “Ekim” · 1.257 rows" beside the title. */
export function useFileFacts(): (sheet: string | null, rows: number | undefined) => string {
  const say = useText()
  return useCallback(
    (sheet, rows) =>
      [
        ...(sheet === null || sheet === '' ? [] : [say('imports.sheet', { sheet })]),
        ...(rows === undefined ? [] : [say('imports.rows', { count: rows })]),
      ].join(' · '),
    [say],
  )
}
