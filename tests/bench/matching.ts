/**
 * Matching: goal 10 (its index stage alone, 100,000 lines against 200,000 items) and the goals of
 * matching itself, 10,000 lines against 100,000 open items of the reporting seeds.
 *
 * The limit program of goal 10 does what performance.md describes and nothing else: three hash maps
 * (number; customer and amount; amount and currency when unique) over the items, and for every line the
 * first that hits. Ours are the maps that matching begins with, for numbers in any spelling.
 */
import { DocumentIndex } from '../../shared/domain/matching/document-index.ts'
import { buildMatcher } from '../../shared/domain/matching/matcher.ts'
import { lookUp } from '../../shared/domain/matching/reading.ts'
import type { LineMatch, MatchDocument, MatchLine } from '../../shared/domain/matching/types.ts'
import { type Cases, makeCases, REPORT_SEEDS } from '../fixtures/matching/cases.ts'
import {
  calibration,
  matchByAmount,
  matchByAmountAndReference,
  type Scoreboard,
  scoreboard,
} from '../matching/scoreboard.ts'
import type { Job } from './measure.ts'

const SIZE = { customers: 10_000, documents: 100_000, lines: 10_000 }
const INDEX_ITEMS = 200_000
const INDEX_LINES = 100_000
const MATCH_MS_MAX = 2000
const INDEX_RATIO_MAX = 2

export interface MatchingBench {
  readonly jobs: readonly Job[]
  /** Precision and recall beside the baselines, and how far confidences keep their word. */
  readonly lines: readonly string[]
}

export function matchingBench(): MatchingBench {
  const rows: string[] = [
    '| seed | matcher | lines | posted | precision | decidable | right in first place | auto-posted |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |',
  ]
  const bins: string[] = [
    '| seed | says at least | proposals | says | right |',
    '| --- | ---: | ---: | ---: | ---: |',
  ]
  for (const seed of REPORT_SEEDS) {
    const cases = makeCases(seed, SIZE)
    const matches = buildMatcher(cases.books).matchLines(linesOf(cases))
    rows.push(
      rowOf(seed, 'Saldo', cases, matches),
      rowOf(seed, 'exact amount', cases, matchByAmount(cases)),
      rowOf(seed, 'amount and number', cases, matchByAmountAndReference(cases)),
    )
    for (const { from, proposals, said, right } of calibration(cases, matches))
      bins.push(`| ${seed} | ${from} | ${proposals} | ${said.toFixed(3)} | ${right.toFixed(3)} |`)
  }
  return { jobs: [matchJob(), indexJob()], lines: [...rows, '', ...bins, ''] }
}

function rowOf(seed: number, name: string, cases: Cases, matches: readonly LineMatch[]): string {
  const board: Scoreboard = scoreboard(cases, matches)
  const share = (part: number) => `${((100 * part) / board.decidable).toFixed(1)} %`
  return `| ${seed} | ${name} | ${board.lines} | ${board.posted} | ${(100 * board.precision).toFixed(2)} % | ${board.decidable} | ${share(board.decidableFirst)} | ${share(board.decidablePosted)} |`
}

function matchJob(): Job {
  const cases = makeCases(REPORT_SEEDS[0] ?? 0, SIZE)
  const matcher = buildMatcher(cases.books)
  const lines = linesOf(cases)
  return {
    goal: '10',
    name: `match ${SIZE.lines} lines to ${SIZE.documents} open items`,
    run: () => void matcher.matchLines(lines),
    rounds: 5,
    meets: ({ medianMs }) => medianMs <= MATCH_MS_MAX,
  }
}

function indexJob(): Job {
  const cases = makeCases(REPORT_SEEDS[0] ?? 0, { ...SIZE, documents: INDEX_ITEMS })
  const documents = cases.books.documents.slice(0, INDEX_ITEMS)
  const known = linesOf(cases)
  const lines = Array.from({ length: INDEX_LINES / known.length }, () => known).flat()
  const payers = new Map(cases.lines.map(({ line, truth }) => [line.id, truth?.customer ?? '']))
  return {
    goal: '10',
    name: `index stage: ${INDEX_LINES} lines, ${INDEX_ITEMS} items`,
    run: () => {
      const index = new DocumentIndex(documents)
      let hits = 0
      for (const line of lines) {
        hits += lookUp(index, line).hits.length
        hits += index.withAmount(line.amountMinor, index.currencies.indexOf(line.currency)).length
      }
      if (hits === 0) throw new Error('nothing was found')
    },
    limit: () => {
      if (threeMaps(documents, lines, payers) === 0) throw new Error('nothing was found')
    },
    rounds: 5,
    meets: ({ ratio }) => ratio !== null && ratio <= INDEX_RATIO_MAX,
  }
}

/** The limit: who paid is given to it, as a customer's code. */
function threeMaps(
  documents: readonly MatchDocument[],
  lines: readonly MatchLine[],
  payers: ReadonlyMap<string, string>,
): number {
  const byNumber = new Map<string, number>()
  const byPayer = new Map<string, number>()
  const byAmount = new Map<string, number>()
  documents.forEach((document, at) => {
    byNumber.set(document.documentNo, at)
    byPayer.set(`${document.customer} ${document.openMinor}`, at)
    const key = `${document.openMinor} ${document.currency}`
    byAmount.set(key, byAmount.has(key) ? -1 : at)
  })
  let hits = 0
  for (const line of lines) {
    let found: number | undefined
    for (const [number] of line.text.matchAll(/[A-Z]{2,4}-?\d[\d-]+/g))
      found ??= byNumber.get(number)
    found ??= byPayer.get(`${payers.get(line.id) ?? ''} ${line.amountMinor}`)
    found ??= byAmount.get(`${line.amountMinor} ${line.currency}`)
    if (found !== undefined && found >= 0) hits += 1
  }
  return hits
}

function linesOf(cases: Cases): MatchLine[] {
  return cases.lines.map((one) => one.line)
}
