/**
 * Account-statement layouts: many accounts one after another in one sheet, each a block of heading
 * lines ("Cari Kodu", "Cari Adı", stated totals) and its movements, as Turkish packages export
 * them ("Toplu Cari Ekstre"). What an accountant has on the first day.
 *
 * A block gives an account and its documents as raw rows, read further like any import. Its stated
 * debit, credit and balance must come out of its movements, else the block is a problem. A number that
 * repeats within a type (one cheque bordereau over several cheques) gets /2, /3 in file order.
 */
import { headingKey } from './fields.ts'
import { kindOfWord } from './kind-words.ts'
import type { RawRow } from './raw-rows.ts'
import {
  type Cell,
  cellText,
  isBlank,
  type Table,
  type TableProblem,
  type TableRow,
} from './table.ts'

export interface StatementLayout {
  readonly name: 'account-statement' | 'balance-list'
  readonly firstRow: number
  readonly customers: readonly RawRow[]
  readonly documents: readonly RawRow[]
  readonly problems: readonly TableProblem[]
  readonly accounts: number
}

const CODE_LABELS = [
  'cari kodu',
  'cari hesap kodu',
  'hesap kodu',
  'musteri kodu',
  'customer code',
  'account code',
  'kundennummer',
  'kontonummer',
]
const LABELS: Readonly<Record<string, readonly string[]>> = {
  code: CODE_LABELS,
  name: [
    'cari adi',
    'cari unvan',
    'cari unvani',
    'cari hesap adi',
    'cari hesap unvani',
    'hesap adi',
    'unvan',
    'unvani',
    'customer name',
    'account name',
    'kundenname',
  ],
  kind: ['cari hesap turu', 'hesap turu', 'account type'],
  phone: ['telefon', 'phone'],
  address: ['adres', 'address', 'anschrift'],
  taxId: ['vergi no', 'vergi numarasi', 'vkn', 'tax no'],
  taxOffice: ['vergi dairesi', 'tax office'],
  email: ['e posta', 'eposta', 'email'],
  debit: ['borc', 'toplam borc', 'debit', 'soll'],
  credit: ['alacak', 'toplam alacak', 'credit', 'haben'],
  debitBalance: ['borc bakiye', 'borc bakiyesi', 'debit balance'],
  creditBalance: ['alacak bakiye', 'alacak bakiyesi', 'credit balance'],
  special: ['ozel kod 2', 'odeme kosulu', 'vade'],
  ignored: [
    'kart grup kodu',
    'kart grup adi',
    'grup kodu',
    'grup adi',
    'ozel kod 1',
    'yetkili',
    'faks',
  ],
}
const COLUMN_LABELS: Readonly<Record<string, readonly string[]>> = {
  type: ['belge turu', 'fis turu', 'evrak turu', 'islem turu', 'document type', 'belegart'],
  date: ['tarih', 'belge tarihi', 'date', 'datum'],
  number: ['evrak no', 'belge no', 'fis no', 'document no', 'belegnummer'],
  description: ['aciklama', 'description', 'text'],
  due: ['vade tarihi', 'vade', 'due date', 'falligkeit'],
  tax: ['kdv', 'vat', 'mwst'],
  debit: ['borc tutar', 'borc tutari', 'borc', 'debit', 'soll'],
  credit: ['alacak tutar', 'alacak tutari', 'alacak', 'credit', 'haben'],
}
const CREDIT_KINDS: ReadonlySet<string> = new Set([
  'credit_note',
  'receipt',
  'cheque',
  'note',
  'write_off',
  'supplier_invoice',
])

interface Block {
  readonly row: number
  readonly head: Map<string, Cell>
  readonly movements: { readonly row: number; readonly cells: Readonly<Record<string, Cell>> }[]
}

/** Null when the sheet is laid out otherwise. `toMinor` reads a stated amount in company currency. */
export function readStatementLayout(
  table: Table,
  toMinor: (cell: Cell) => number | null,
): StatementLayout | null {
  const blocks = blocksOf(table.rows)
  const first = blocks[0]
  if (!first || blocks.every((block) => block.movements.length === 0)) return null
  const problems: TableProblem[] = []
  const customers: RawRow[] = []
  const documents: RawRow[] = []
  for (const block of blocks) {
    customers.push(customerOf(block))
    const fault = balanceFault(block, toMinor)
    if (fault) problems.push(fault)
    documents.push(...documentsOf(block))
  }
  return {
    name: 'account-statement',
    firstRow: first.row,
    customers,
    documents,
    problems,
    accounts: blocks.length,
  }
}

function blocksOf(rows: readonly TableRow[]): Block[] {
  const blocks: Block[] = []
  let block: Block | null = null
  let columns: Map<string, number> | null = null
  for (const { row, cells } of rows) {
    if (isBlockStart(cells)) {
      block = { row, head: new Map(), movements: [] }
      blocks.push(block)
      columns = null
    }
    if (block === null) continue
    if (columns === null) {
      columns = columnsOf(cells)
      if (columns === null) readLabels(cells, block.head)
      continue
    }
    const movement = movementOf(cells, columns)
    if (movement) block.movements.push({ row, cells: movement })
  }
  return blocks.filter(({ head }) => !isBlank(head.get('code')))
}

/** "Cari Kodu" with its value to the right, in a row that is no table head. */
function isBlockStart(cells: readonly Cell[]): boolean {
  const at = cells.findIndex((cell) => mayBeLabel(cell) && CODE_LABELS.includes(headingKey(cell)))
  if (at < 0) return false
  const value = cells.slice(at + 1).find((cell) => !isBlank(cell))
  return value !== undefined && labelOf(value) === null && columnsOf(cells) === null
}

/**
 * Folding every cell of a large table would cost more than reading it: no label is long, and none
 * holds two digits side by side, as days, amounts, numbers and codes do.
 */
function mayBeLabel(cell: Cell | undefined): cell is string {
  return typeof cell === 'string' && cell.length > 0 && cell.length <= 60 && !/\d\d/.test(cell)
}

function labelOf(cell: Cell): string | null {
  if (!mayBeLabel(cell)) return null
  const key = headingKey(cell)
  for (const [label, words] of Object.entries(LABELS)) if (words.includes(key)) return label
  return null
}

function readLabels(cells: readonly Cell[], head: Map<string, Cell>): void {
  let label: string | null = null
  for (const cell of cells) {
    if (isBlank(cell)) continue
    const next = labelOf(cell)
    if (next !== null) {
      label = next
      continue
    }
    if (label !== null && label !== 'ignored' && !head.has(label)) head.set(label, cell)
    label = null
  }
}

function columnsOf(cells: readonly Cell[]): Map<string, number> | null {
  const found = new Map<string, number>()
  cells.forEach((cell, index) => {
    if (!mayBeLabel(cell)) return
    const key = headingKey(cell)
    for (const [field, words] of Object.entries(COLUMN_LABELS))
      if (!found.has(field) && words.includes(key)) found.set(field, index)
  })
  const isHead =
    found.has('type') && found.has('date') && (found.has('debit') || found.has('credit'))
  return isHead ? found : null
}

/** A movement has a type and a day; a totals row has neither. */
function movementOf(
  cells: readonly Cell[],
  columns: ReadonlyMap<string, number>,
): Record<string, Cell> | null {
  const values = Object.fromEntries(
    [...columns].map(([field, index]) => [field, cells[index] ?? null]),
  )
  return isBlank(values['type']) || isBlank(values['date']) ? null : values
}

function customerOf(block: Block): RawRow {
  const { head } = block
  const special = cellText(head.get('special'))
  const months = /^(\d{1,2})\s*AY\b/i.exec(special)
  const days = /^(\d{1,3})\s*G[ÜU]N\b/i.exec(special)
  const terms = months ? `NET${Number(months[1]) * 30}` : days ? `NET${days[1]}` : null
  const kind = cellText(head.get('kind'))
  return {
    row: block.row,
    cells: {
      customer_code: cellText(head.get('code')),
      name: cellText(head.get('name')) || cellText(head.get('code')),
      phone: head.get('phone') ?? null,
      address: head.get('address') ?? null,
      email: head.get('email') ?? null,
      tax_id: head.get('taxId') ?? null,
      tax_office: head.get('taxOffice') ?? null,
      terms,
      ...(kind === '' ? {} : { 'custom.account_type': kind }),
      ...(special === '' || terms !== null ? {} : { 'custom.special_code': special }),
    },
  }
}

function documentsOf(block: Block): RawRow[] {
  const code = cellText(block.head.get('code'))
  const repeats = new Map<string, number>()
  return block.movements.map(({ row, cells }) => {
    const word = cellText(cells['type'])
    const kind = kindOfWord(word)
    const number = cellText(cells['number'])
    const key = `${kind ?? word}\0${number}`
    const nth = (repeats.get(key) ?? 0) + 1
    repeats.set(key, nth)
    const description = cellText(cells['description'])
    const isCredit =
      isBlank(cells['debit']) || (typeof cells['debit'] === 'number' && cells['debit'] === 0)
    const amount = isCredit ? (cells['credit'] ?? null) : (cells['debit'] ?? null)
    return {
      row,
      cells: {
        type: typeOf(kind, word, isCredit),
        document_no: nth === 1 ? number : `${number}/${nth}`,
        customer_code: code,
        customer_name: cellText(block.head.get('name')),
        document_date: cells['date'] ?? null,
        due_date: isBlank(cells['due']) ? maturityIn(description, kind) : (cells['due'] ?? null),
        amount: kind === 'opening' && isCredit ? negative(amount) : amount,
        tax_amount: kind === 'opening' ? null : (cells['tax'] ?? null),
        description: description === '' ? null : description,
      },
    }
  })
}

/** A movement on the other side than its kind's is its counterpart. */
function typeOf(kind: string | null, word: string, isCredit: boolean): string {
  if (kind === null) return word
  if (kind === 'invoice' && isCredit) return 'credit_note'
  if (kind === 'receipt' && !isCredit) return 'refund'
  if (kind === 'refund' && isCredit) return 'receipt'
  return CREDIT_KINDS.has(kind) && !isCredit ? 'debit_note' : kind
}

/** "17/03/2025 vadeli 1654498 nolu Müşteri Çeki" states when the paper falls due. */
function maturityIn(description: string, kind: string | null): Cell {
  if (kind !== 'cheque' && kind !== 'note') return null
  return /(\d{1,2}[./-]\d{1,2}[./-]\d{4})\s+vadeli/i.exec(description)?.[1] ?? null
}

function negative(cell: Cell): Cell {
  if (typeof cell === 'number') return -cell
  return typeof cell === 'string' ? `-${cell.trim()}` : cell
}

function balanceFault(block: Block, toMinor: (cell: Cell) => number | null): TableProblem | null {
  const stated = (label: string) =>
    isBlank(block.head.get(label)) ? null : toMinor(block.head.get(label) ?? null)
  let debit = 0
  let credit = 0
  for (const { cells } of block.movements) {
    debit += isBlank(cells['debit']) ? 0 : (toMinor(cells['debit'] ?? null) ?? 0)
    credit += isBlank(cells['credit']) ? 0 : (toMinor(cells['credit'] ?? null) ?? 0)
  }
  const balance =
    stated('debitBalance') === null && stated('creditBalance') === null
      ? null
      : (stated('debitBalance') ?? 0) - (stated('creditBalance') ?? 0)
  const differs = (expected: number | null, found: number) =>
    expected !== null && expected !== found
  if (
    !differs(stated('debit'), debit) &&
    !differs(stated('credit'), credit) &&
    !differs(balance, debit - credit)
  )
    return null
  return {
    row: block.row,
    column: 'balance',
    code: 'block.balance',
    value: cellText(block.head.get('code')),
    params: {
      statedMinor: balance ?? (stated('debit') ?? 0) - (stated('credit') ?? 0),
      foundMinor: debit - credit,
      debitMinor: debit,
      creditMinor: credit,
    },
  }
}
