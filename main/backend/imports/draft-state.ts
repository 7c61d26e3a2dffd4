/** What a draft amounts to: counts, sums, balances before and after, months touched, the file's control. */
import type { z } from 'zod'
import { customerByCode } from '../../../db/local/customers.ts'
import { totalsAt } from '../../../db/local/ledger-sums.ts'
import type { imports, ImportProblem } from '../../../shared/contract/imports.ts'
import type { Currency } from '../../../shared/domain/currency.ts'
import { type IsoDate, type IsoMonth, monthOf } from '../../../shared/domain/days.ts'
import { readingOf } from '../../../shared/domain/tabular/fields.ts'
import { cellText } from '../../../shared/domain/tabular/table.ts'
import type { CompanyFile } from '../company/company-file.ts'
import type { Draft } from './draft.ts'
import { plainProblem } from './problem-columns.ts'

type State = z.input<(typeof imports)['check']['output']>

export function stateOf(file: CompanyFile, draft: Draft): State {
  const counts = { all: 0, new: 0, update: 0, unchanged: 0, check: 0, error: 0 }
  for (const { state } of draft.rows) {
    counts.all += 1
    counts[state] += 1
  }
  return {
    draftId: draft.draftId,
    fileName: draft.fileName,
    options: draft.options,
    detected: draft.parsed.detected,
    fields: draft.parsed.fields.map((field) => ({ ...field, reads: readingOf(field.field) })),
    counts,
    warnings: fileWarnings(draft),
    totals: { ...draft.checked.outcome.totals },
    control: draft.parsed.control,
    missingCustomers: missingCustomers(file, draft),
    balances: balancesOf(file, draft),
    months: monthsOf(file, draft),
  }
}

/** One of each, with the number of rows it holds for; 50,000 rows may say the same. */
function fileWarnings(draft: Draft): ImportProblem[] {
  const groups = Map.groupBy(
    draft.parsed.warnings,
    ({ column, code, value }) =>
      `${column} ${code} ${code === 'document.zero_left_out' ? '' : value}`,
  )
  return [...groups.values()].flatMap((same) => {
    const [first] = same
    return first
      ? [plainProblem({ ...first, params: { ...first.params, count: same.length } })]
      : []
  })
}

function missingCustomers(file: CompanyFile, draft: Draft): number {
  if (draft.options.kind === 'customers' || draft.options.kind === 'rates') return 0
  // Of all rows, also those that something else is wrong with: they will be put right.
  const codes = new Set(draft.parsed.raws.map(({ cells }) => cellText(cells['customer_code'])))
  codes.delete('')
  return file.query(({ db }) => {
    let missing = 0
    for (const code of codes) {
      const found = customerByCode(db, code)
      if (!found || found.archived) missing += 1
    }
    return missing
  })
}

/** The company's balance per currency, and what it will be. */
function balancesOf(file: CompanyFile, draft: Draft): State['balances'] {
  const before = new Map<string, number>()
  const totals = file.query(({ db }) => totalsAt(db, LAST_DAY, null))
  for (const one of totals)
    before.set(one.currency, (before.get(one.currency) ?? 0) + one.debitMinor - one.creditMinor)
  const moved = draft.checked.outcome.totals
  return [...new Set([...before.keys(), ...Object.keys(moved)])].toSorted().map((currency) => {
    const beforeMinor = before.get(currency) ?? 0
    return {
      currency: currency as Currency,
      beforeMinor,
      afterMinor:
        beforeMinor + (moved[currency]?.debitMinor ?? 0) - (moved[currency]?.creditMinor ?? 0),
    }
  })
}

const LAST_DAY = '9999-12-31' as IsoDate

/** Months the rows fall into, those already there left out. */
function monthsOf(file: CompanyFile, draft: Draft): State['months'] {
  const { lockedThrough, softThrough } = file.company
  const { states } = draft.checked.outcome
  const months = new Map<IsoMonth, number>()
  for (const row of draft.parsed.documents) {
    if (states.get(row.row) === 'unchanged') continue
    const month = monthOf(row.postingDate ?? row.documentDate)
    months.set(month, (months.get(month) ?? 0) + 1)
  }
  return [...months]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, documents]) => ({
      month,
      documents,
      state:
        lockedThrough !== null && month <= lockedThrough
          ? ('closed' as const)
          : softThrough !== null && month <= softThrough
            ? ('soft' as const)
            : ('open' as const),
    }))
}
