/** Whose money a line is, where nothing says so or it says wrong. */
import { useState } from 'react'
import { findCustomers } from '../../app/find-customers.ts'
import { CustomerPicker } from '../../ui/CustomerPicker.tsx'
import { useText } from '../../ui/language.tsx'
import type { Payer } from './draft.ts'
import { SmallDialog } from './SmallDialog.tsx'

export function PayerDialog({
  payer,
  onPayer,
  onClose,
}: {
  readonly payer: Payer | null
  readonly onPayer: (payer: Payer) => void
  readonly onClose: () => void
}) {
  const say = useText()
  const [chosen, setChosen] = useState(payer)
  return (
    <SmallDialog
      title={say('reconcile.payer.title')}
      says={say('reconcile.payer.says')}
      act={say('reconcile.payer.act')}
      isReady={chosen !== null}
      onSubmit={() => chosen !== null && onPayer(chosen)}
      onClose={onClose}
    >
      <CustomerPicker startsHere chosen={chosen} search={findCustomers} onChoose={setChosen} />
    </SmallDialog>
  )
}
