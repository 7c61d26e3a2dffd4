/** Days, amounts and names of a document; what is empty is left out. */
import type { z } from 'zod'
import type { companyInfo } from '../../../shared/contract/companies.ts'
import type { DocumentView } from '../../../shared/contract/documents.ts'
import { useFormat, useText } from '../../ui/language.tsx'
import { MoneyCell } from '../../ui/MoneyCell.tsx'
import { Facts, type Fact } from '../../ui/Panel.tsx'

export type Info = z.output<typeof companyInfo>

export function DocumentFacts({
  document,
  info,
}: {
  readonly document: DocumentView
  readonly info: Info
}) {
  const say = useText()
  const format = useFormat()
  const { currency } = document
  const text = (label: Fact['label'], value: string | null): Fact[] =>
    value === null || value === '' ? [] : [{ label, value }]
  const facts: Fact[] = [
    { label: say('document.posted'), value: format.date(document.postingDate) },
    ...(document.documentDate === document.postingDate
      ? []
      : text(say('document.date'), format.date(document.documentDate))),
    // A credit is there to be used, it falls due to nobody.
    ...(document.amountMinor < 0
      ? []
      : text(say('document.due'), document.dueDate && format.date(document.dueDate))),
    ...text(say('document.value'), document.valueDate && format.date(document.valueDate)),
    {
      label: say('document.amount'),
      value: <MoneyCell minor={document.amountMinor} currency={currency} withCode />,
      strong: true,
    },
    ...(document.taxMinor === null
      ? []
      : [
          {
            label: say('document.tax'),
            value: <MoneyCell minor={document.taxMinor} currency={currency} />,
          },
        ]),
    ...(currency === info.currency
      ? []
      : [
          {
            label: say('document.base', { currency: info.currency }),
            value: <MoneyCell minor={document.baseMinor} currency={info.currency} />,
          },
          ...text(say('document.rate'), document.rate?.replace('.', format.decimal) ?? null),
        ]),
    ...text(say('document.account'), document.customerCode),
    ...text(say('document.branch'), document.branchCode),
    ...text(say('document.method'), document.method),
    ...text(say('document.reference'), document.reference),
    ...text(say('document.external'), document.externalRef),
    ...text(say('document.description'), document.description),
  ]
  return <Facts facts={facts} />
}
