/** Columns that every list of documents has, whatever else it says of them. */
import type { MessageId } from '../../shared/i18n/index.ts'
import type { GridColumn } from './grid-columns.ts'

interface Paper {
  readonly documentNo: string
  /** Code of the account. */
  readonly customer: string
  readonly kind: string
}

/** Which document it is, whose, and of what kind. */
export function paperColumns<Row extends Paper>(): readonly GridColumn<Row>[] {
  return [
    {
      kind: 'text',
      id: 'document',
      head: 'head.document',
      text: (row) => row.documentNo,
      link: true,
    },
    {
      kind: 'text',
      id: 'account',
      head: 'head.code',
      text: (row) => row.customer,
      groups: true,
    },
    {
      kind: 'text',
      id: 'kind',
      head: 'head.kind',
      text: (row, say) => say(`kind.${row.kind}` as MessageId),
      values: (row) => [row.kind],
      valueText: (value, say) => say(`kind.${value}` as MessageId),
      groups: true,
    },
  ]
}

export function currencyColumn<Row extends { readonly currency: string }>(): GridColumn<Row> {
  return {
    kind: 'text',
    id: 'currency',
    head: 'head.currency',
    text: (row) => row.currency,
    groups: true,
  }
}

export function descriptionColumn<
  Row extends { readonly description: string | null },
>(): GridColumn<Row> {
  return {
    kind: 'text',
    id: 'description',
    head: 'head.description',
    text: (row) => row.description,
    fills: true,
  }
}
