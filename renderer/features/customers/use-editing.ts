/** The customers list while it is edited: its changes go to the cards in one step. */
import { useMemo } from 'react'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { refusalSentence } from '../../../shared/i18n/refusal-sentence.ts'
import { api } from '../../app/api.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import type { GridEditing } from '../../ui/use-edit-batches.ts'
import { cardChanges, cellsOf } from './edit-columns.ts'
import type { CustomerRow } from './views.ts'

export function useCustomerEditing(
  isEditing: boolean,
  today: IsoDate | undefined,
  onLeave: () => void,
): GridEditing<CustomerRow> | undefined {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  return useMemo(() => {
    if (!isEditing || today === undefined) return undefined
    return {
      today,
      onLeave,
      describe: (error) => describe(error).sentence,
      onEdit: async (changes) => {
        const { cards, refused } = cardChanges(changes, say('customers.edit.twice'))
        if (refused.length > 0) return refused
        const answer = await api.customers.patchMany({ changes: [...cards] })
        return answer.refused.flatMap(({ code, field, reason, params }) =>
          cellsOf(changes, code, field).map(({ rowId, columnId }) => ({
            rowId,
            columnId,
            reason: refusalSentence(reason, params, say, format),
          })),
        )
      },
    }
  }, [isEditing, today, onLeave, say, format, describe])
}
