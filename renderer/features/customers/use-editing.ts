/** The customers list while it is edited: its changes go to the cards in one step. */
import { useCallback, useMemo, useState } from 'react'
import type { ViewColumn, ViewState } from '../../../shared/contract/views.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { refusalSentence } from '../../../shared/i18n/refusal-sentence.ts'
import { api } from '../../app/api.ts'
import { useTrouble } from '../../app/trouble.ts'
import type { ListViews } from '../../app/views.ts'
import type { GridColumn } from '../../ui/grid-columns.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import type { GridEditing } from '../../ui/use-edit-batches.ts'
import { cardChanges, cellsOf, draftRow, editColumns, editPlaces, opensOf } from './edit-columns.ts'
import type { CustomerRow } from './views.ts'

export function useCustomerEditing(
  isEditing: boolean,
  today: IsoDate | undefined,
  currency: CustomerRow['currency'] | undefined,
  onLeave: () => void,
  /** Code of the first account that was just opened. */
  onOpened: (code: string) => void,
): GridEditing<CustomerRow> | undefined {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  return useMemo(() => {
    if (!isEditing || today === undefined || currency === undefined) return undefined
    return {
      today,
      onLeave,
      describe: (error) => describe(error).sentence,
      newRows: { draft: (textOf) => draftRow(textOf, currency) },
      onEdit: async (changes, news) => {
        const { cards, refused } = cardChanges(changes, say('customers.edit.twice'))
        if (refused.length > 0) return refused
        const opens = opensOf(news)
        const answer = await api.customers.patchMany({ changes: [...cards], opens })
        const [first] = opens
        if (answer.refused.length === 0 && first !== undefined) onOpened(first.customer.code)
        return answer.refused.flatMap(({ code, field, reason, params }) =>
          // A row that was to be made has no cell to outline: its reason is said.
          orNone(cellsOf(changes, code, field)).map(({ rowId, columnId }) => ({
            rowId,
            columnId,
            reason: refusalSentence(reason, params, say, format),
          })),
        )
      },
    }
  }, [isEditing, today, currency, onLeave, onOpened, say, format, describe])
}

function orNone(
  cells: readonly { readonly rowId: string; readonly columnId: string }[],
): readonly { readonly rowId: string; readonly columnId: string }[] {
  return cells.length > 0 ? cells : [{ rowId: '', columnId: '' }]
}

/**
 * The list as it is edited: rows, filters, sort and groups are those of the view, its columns are the
 * ones that can be changed. What is done to them is not done to the view.
 */
export function useEditView(
  isEditing: boolean,
  views: ListViews,
  columns: readonly GridColumn<CustomerRow>[],
): { readonly views: ListViews; readonly columns: readonly GridColumn<CustomerRow>[] } {
  const [moved, setMoved] = useState<ViewColumn[] | null>(null)
  const editable = useMemo(() => editColumns(columns), [columns])
  const places = useMemo(() => editPlaces(columns), [columns])
  const { change } = views
  const changeHere = useCallback(
    ({ columns: own, ...others }: Partial<ViewState>) => {
      if (own !== undefined) setMoved([...own])
      if (Object.keys(others).length > 0) change(others)
    },
    [change],
  )
  return useMemo(
    () =>
      isEditing
        ? {
            columns: editable,
            views: {
              ...views,
              state: { ...views.state, columns: moved ?? places },
              first: { ...views.first, columns: places },
              change: changeHere,
            },
          }
        : { views, columns },
    [isEditing, editable, views, columns, moved, places, changeHere],
  )
}
