/** A long statement in pieces is the same as in one: every line, balance and figure, whole days at a time. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { documentById } from '../../db/local/documents.ts'
import { statementLines } from '../../main/backend/features/statements.ts'
import { Journal } from '../../main/backend/ledger/journal.ts'
import { contract } from '../../shared/contract/index.ts'
import { addDays, type IsoDate } from '../../shared/domain/days.ts'
import type { Statement, StatementLine } from '../../shared/contract/reports.ts'
import { TestCompany } from '../support/company.ts'

const START = '2026-03-01' as IsoDate

const entry = fc.record({
  day: fc.integer({ min: 0, max: 12 }),
  minor: fc.integer({ min: 1, max: 90_000 }),
  kind: fc.constantFrom('invoice', 'invoice', 'receipt', 'credit_note'),
  branch: fc.boolean(),
  /** Undone: it and its mirror are no lines. */
  annulled: fc.nat({ max: 4 }).map((n) => n === 0),
})

function inPieces(company: TestCompany, first: number, limit: number, group: boolean) {
  const [head] = company.statement('C', { first, group, withAllocations: false })
  if (!head) throw new Error('no statement')
  const lines: StatementLine[] = [...head.lines]
  const sizes = [head.lines.length]
  for (let from = head.next; from !== null; ) {
    const input = contract.reports.statementLines.input.parse({
      customerCode: 'C',
      currency: head.currency,
      from,
      to: head.to,
      group,
      limit,
    })
    const piece = contract.reports.statementLines.output.parse(
      company.query((context) => statementLines(context, input)),
    )
    lines.push(...piece.lines)
    sizes.push(piece.lines.length)
    from = piece.next
  }
  return { statement: { ...head, lines, next: null } satisfies Statement, sizes }
}

it('M48 L1 (part): a statement in pieces has the lines, balances and figures of the whole', () => {
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 12 }),
      fc.boolean(),
      (entries, first, limit, group) => {
        const company = new TestCompany({ inMemory: true })
        try {
          company.customer('C')
          company.customer('C.1', { parentCode: 'C' })
          for (const [n, { day, minor, kind, branch, annulled }] of entries.entries()) {
            const on = addDays(START, day)
            const [posted] = company.post({
              kind,
              no: `D${n}`,
              customer: branch ? 'C.1' : 'C',
              on,
              minor,
            })
            if (annulled && posted)
              company.command((context) => {
                const original = documentById(context.db, posted.documentId)
                if (!original) throw new Error('it was not posted')
                const journal = new Journal(context)
                journal.undo(original, 'test')
                journal.close('imports.undo', 'test', {})
              })
          }
          const [whole] = company.statement('C', { group, withAllocations: false })
          const { statement, sizes } = inPieces(company, first, limit, group)
          expect(statement).toEqual(whole)
          expect(statement.lineCount).toBe(statement.lines.length)
          // One day is never cut, and no piece before the last is empty.
          const days = Map.groupBy(statement.lines, ({ date }) => date)
          const most = Math.max(0, ...[...days.values()].map((own) => own.length))
          expect(Math.max(...sizes)).toBeLessThanOrEqual(Math.max(first, limit, most))
        } finally {
          company.dispose()
        }
      },
    ),
    { numRuns: 60 },
  )
})
