/** As what the difference is closed: discount, bank fee or rounding, each within what the company allows. */
import { Radio } from '@mantine/core'
import { useState } from 'react'
import type { CompanySettings } from '../../../shared/settings.ts'
import { digitsOf } from '../../../shared/domain/currency.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { discountMost, type Draft, roundingMost } from './draft.ts'
import { SmallDialog } from './SmallDialog.tsx'

const KINDS = ['discount', 'fee', 'rounding'] as const
type Kind = (typeof KINDS)[number]

export function WriteOffDialog({
  restMinor,
  lineMinor,
  draft,
  currency,
  settings,
  onKind,
  onClose,
}: {
  /** Below zero where more is ticked than came in. */
  readonly restMinor: number
  readonly lineMinor: number
  readonly draft: Draft
  readonly currency: string
  readonly settings: CompanySettings
  readonly onKind: (kind: Kind) => void
  readonly onClose: () => void
}) {
  const say = useText()
  const format = useFormat()
  const size = Math.abs(restMinor)
  const tolerance = {
    roundingMinor: settings.writeOffToleranceMinor,
    roundingBasisPoints: settings.writeOffToleranceBasisPoints,
  }
  const most: Readonly<Record<Kind, number>> = {
    discount: discountMost(lineMinor, draft, tolerance),
    fee:
      (currency === 'TRY' ? settings.transferFeeTry : settings.transferFeeOther) *
      10 ** digitsOf(currency),
    rounding: roundingMost(lineMinor, tolerance),
  }
  // More came in than was owed: that is nobody's discount or fee.
  const kinds = restMinor > 0 ? (['rounding'] as const) : KINDS
  const isWithin = (kind: Kind) => size <= most[kind]
  const [kind, setKind] = useState<Kind>(kinds.toReversed().find(isWithin) ?? kinds[0])
  return (
    <SmallDialog
      title={say('reconcile.writeOff.title', { amount: format.moneyWithCode(size, currency) })}
      says={say(restMinor > 0 ? 'reconcile.writeOff.more' : 'reconcile.writeOff.less')}
      act={say('reconcile.writeOff.act')}
      isReady={isWithin(kind)}
      error={
        isWithin(kind)
          ? null
          : say(
              kind === 'discount' ? 'reconcile.writeOff.overDiscount' : 'reconcile.writeOff.over',
              {
                amount: format.moneyWithCode(most[kind], currency),
              },
            )
      }
      onSubmit={() => onKind(kind)}
      onClose={onClose}
    >
      <Radio.Group
        aria-label={say('reconcile.writeOff.as')}
        value={kind}
        onChange={(value) => setKind(KINDS.find((one) => one === value) ?? kind)}
      >
        {kinds.map((one) => (
          <Radio
            key={one}
            value={one}
            label={say(`reconcile.beside.${one}`)}
            description={say(`reconcile.beside.${one}.says`)}
            my={6}
            {...(one === kind ? { 'data-autofocus': true } : {})}
          />
        ))}
      </Radio.Group>
    </SmallDialog>
  )
}
