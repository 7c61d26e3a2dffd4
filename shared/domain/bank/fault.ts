/** Why a bank file is refused as a whole: a code and where in the file, for the sentence made of it. */
export class BankFault extends Error {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>

  constructor(code: string, params: Readonly<Record<string, string | number>> = {}) {
    super(code)
    this.name = 'BankFault'
    this.code = code
    this.params = params
  }
}

/** The file ends, or a statement is cut off, in this row of it. */
export function truncatedAt(row: number): BankFault {
  return new BankFault('file.truncated', { row })
}

/** A field that is not of the form its format asks for. */
export function syntaxFault(row: number, column: string, value: string): BankFault {
  return new BankFault('bank.syntax', { row, column, value: value.slice(0, 100) })
}
