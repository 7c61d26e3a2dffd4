/** How much of an item is paid, when it is not all of it. */
import { useState } from 'react'
import { useFormat, useText } from '../../ui/language.tsx'
import { MoneyField } from '../../ui/MoneyField.tsx'
import type { ItemRow } from './columns.tsx'
import { SmallDialog } from './SmallDialog.tsx'

export function PartDialog({
  item,
  proposedMinor,
  onPart,
  onClose,
}: {
  readonly item: ItemRow
  /** What the money left would pay. */
  readonly proposedMinor: number
  /** In the item's currency, signed as it. */
  readonly onPart: (minor: number) => void
  readonly onClose: () => void
}) {
  const say = useText()
  const format = useFormat()
  const [minor, setMinor] = useState<number | null>(proposedMinor)
  const { openMinor, currency, documentNo } = item
  const isOver =
    minor !== null &&
    (Math.sign(minor) !== Math.sign(openMinor) || Math.abs(minor) > Math.abs(openMinor))
  return (
    <SmallDialog
      title={say('reconcile.part.title', { document: documentNo })}
      says={say('reconcile.part.says', { amount: format.moneyWithCode(openMinor, currency) })}
      act={say('reconcile.part.act')}
      isReady={minor !== null && minor !== 0 && !isOver}
      onSubmit={() => minor !== null && onPart(minor)}
      onClose={onClose}
    >
      <MoneyField
        startsHere
        label={say('reconcile.head.apply')}
        currency={currency}
        minor={minor}
        error={
          isOver
            ? say('reconcile.part.over', { amount: format.moneyWithCode(openMinor, currency) })
            : undefined
        }
        onChange={setMinor}
      />
    </SmallDialog>
  )
}
