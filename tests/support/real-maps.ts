/** Column maps of the real files in `fixtures/ar`, as cli.md writes them. */
import { fileURLToPath } from 'node:url'

/** A file of `tests/fixtures`. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))
}

export const IBM = {
  type: { const: 'invoice' },
  document_no: 'invoiceNumber',
  customer_code: 'customerID',
  document_date: 'InvoiceDate',
  due_date: 'DueDate',
  amount: 'InvoiceAmount',
}

export const IBM_RECEIPTS = {
  customer_code: 'customerID',
  date: 'SettledDate',
  amount: 'InvoiceAmount',
  allocate_to: 'invoiceNumber',
}

export const RETAIL = {
  type: { const: 'invoice' },
  document_no: 'InvoiceNo',
  customer_code: { column: 'CustomerID', default: 'CASH', integer: true },
  document_date: 'InvoiceDate',
  amount: { product: ['Quantity', 'UnitPrice'] },
  groupBy: 'document_no',
  negative: 'credit_note',
}
