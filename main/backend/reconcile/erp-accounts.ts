/**
 * An ERP's own books of our customers: a list of balances, or statements block by block. They keep the
 * same accounts as we do, so their debit is our debit.
 */
import { isCurrency } from '../../../shared/domain/currency.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { addMinor } from '../../../shared/domain/money.ts'
import { type EnteredKind, isEnteredKind, sideOf } from '../../../shared/domain/kinds.ts'
import { kindOfWord } from '../../../shared/domain/tabular/kind-words.ts'
import type { RawRow } from '../../../shared/domain/tabular/raw-rows.ts'
import { type Formats, RowReader } from '../../../shared/domain/tabular/row-reader.ts'
import type { StatementLayout } from '../../../shared/domain/tabular/statement-layout.ts'
import { cellText, isBlank } from '../../../shared/domain/tabular/table.ts'
import type { BookLine } from '../../../shared/domain/twosided/line.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'

export interface ErpAccount {
  readonly row: number
  readonly code: string
  readonly name: string
  /** Null where the file names none: it is in company currency. */
  readonly currency: string | null
  readonly balanceMinor: number
  readonly openingMinor: number
  readonly lines: readonly BookLine[]
}

export interface ErpBooks {
  readonly layout: StatementLayout['name']
  /** The last day the file speaks of. */
  readonly until: IsoDate | null
  readonly accounts: readonly ErpAccount[]
}

/** Throws the Refusal that names row, column and value of a cell that cannot be read. */
export function erpBooks(layout: StatementLayout, formats: Formats): ErpBooks {
  const documents = Map.groupBy(layout.documents, ({ cells }) => cellText(cells['customer_code']))
  let until: IsoDate | null = null
  const accounts = layout.customers.flatMap((card): ErpAccount[] => {
    const code = cellText(card.cells['customer_code']).normalize('NFC')
    const byCurrency = new Map<string | null, Draft>()
    for (const raw of documents.get(code) ?? []) {
      const read = documentOf(raw, formats, layout.name === 'balance-list')
      if (read === null) continue
      if (read.on !== null && (until === null || read.on > until)) until = read.on
      const draft = byCurrency.get(read.currency) ?? { openingMinor: 0, lines: [] }
      byCurrency.set(read.currency, draft)
      if (read.kind === 'opening' || read.on === null)
        draft.openingMinor = addMinor(draft.openingMinor, read.minor)
      else draft.lines.push({ ...read, on: read.on, at: draft.lines.length, isForeign: false })
    }
    if (byCurrency.size === 0) byCurrency.set(null, { openingMinor: 0, lines: [] })
    return [...byCurrency].map(([currency, { openingMinor, lines }]) => ({
      row: card.row,
      code,
      name: cellText(card.cells['name']),
      currency,
      openingMinor,
      lines,
      balanceMinor: lines.reduce((sum, { minor }) => addMinor(sum, minor), openingMinor),
    }))
  })
  return { layout: layout.name, until, accounts }
}

interface Draft {
  openingMinor: number
  readonly lines: BookLine[]
}

interface ErpDocument {
  readonly row: number
  readonly on: IsoDate | null
  readonly number: string
  readonly text: string
  readonly kind: EnteredKind
  readonly minor: number
  readonly currency: string | null
}

function documentOf(raw: RawRow, formats: Formats, isBalance: boolean): ErpDocument | null {
  const reader = new RowReader(raw, formats)
  const word = cellText(reader.cell('type'))
  const kind = isEnteredKind(word) ? word : kindOfWord(word)
  if (kind === null) reader.fail('type', 'type.unknown')
  const currency = reader.currency() ?? null
  const own = currency !== null && isCurrency(currency) ? currency : undefined
  const on = isBalance ? (reader.day('document_date') ?? null) : reader.requiredDay('document_date')
  const minor = isBlank(reader.cell('amount'))
    ? (reader.amount('debit', own) ?? 0) - (reader.amount('credit', own) ?? 0)
    : reader.amount('amount', own)
  const [problem] = reader.problems
  if (problem)
    throw new Refusal(problem.code, {
      row: problem.row,
      column: problem.column,
      value: problem.value,
    })
  if (kind === null || minor === undefined || minor === 0 || on === undefined) return null
  return {
    row: raw.row,
    on,
    number: cellText(reader.cell('document_no')),
    text: cellText(reader.cell('description')),
    kind,
    minor: sideOf(kind) * minor,
    currency,
  }
}
