/** Lines in their order, each weighed on the books as the truth of the lines before leaves them. */
import { Books } from '../../shared/domain/matching/books.ts'
import {
  type Candidate,
  type Evaluation,
  Evaluator,
} from '../../shared/domain/matching/evaluate.ts'
import { OpenAmounts } from '../../shared/domain/matching/open-amounts.ts'
import type { Cases, LabelledLine, Truth } from '../fixtures/matching/cases.ts'

export interface Lesson {
  readonly labelled: LabelledLine
  readonly evaluation: Evaluation
  /** The candidate that is right; −1 when none is. */
  readonly right: number
}

export function lessonsOf(cases: Cases): Lesson[] {
  const books = new Books(cases.books)
  const evaluator = new Evaluator(books)
  const open = new OpenAmounts(books)
  const placeOf = new Map(books.documents.map((one, at) => [one.id, at]))
  return cases.lines.map((labelled) => {
    const evaluation = evaluator.evaluate(evaluator.read(labelled.line), open)
    const right = evaluation.candidates.findIndex((one) => isRight(books, one, labelled.truth))
    for (const [id, minor] of labelled.truth?.allocations ?? [])
      open.use(placeOf.get(id) ?? -1, minor)
    return { labelled, evaluation, right }
  })
}

function isRight(books: Books, { draft }: Candidate, truth: Truth | null): boolean {
  if (truth === null || books.customers[draft.customer]?.code !== truth.customer) return false
  return (
    draft.documents.length === truth.allocations.size &&
    draft.documents.every(
      (one, at) => truth.allocations.get(books.documents[one]?.id ?? '') === draft.amounts[at],
    )
  )
}
