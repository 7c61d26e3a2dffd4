/** Why matching proposes what it proposes, in words: of the whole, and of each document. */
import type { Language } from '../../../shared/i18n/index.ts'
import { problemSentence } from '../../../shared/i18n/sentences.ts'
import type { SayText } from '../../ui/language.tsx'
import type { Proposal, ProposedLine } from './draft.ts'

/** Sentences, the strongest reason first. */
export function reasonsOf(proposal: Proposal, language: Language): readonly string[] {
  return proposal.evidence.map(({ code, params }) => problemSentence(code, params, language))
}

/** Why a line is or is not posted by itself. */
export function decisionText({ reason }: ProposedLine, language: Language): string {
  return problemSentence(reason, {}, language)
}

/** By document id. */
export function reasonsByItem(
  proposal: Proposal | undefined,
  say: SayText,
): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>()
  if (!proposal) return reasons
  const named = new Map(
    proposal.evidence.flatMap(({ kind, params }) => {
      const { documentNo, written } = params
      return kind === 'reference' && typeof documentNo === 'string'
        ? [[documentNo, String(written ?? documentNo)] as const]
        : []
    }),
  )
  const isExact = proposal.evidence.some(({ code }) => EXACT.has(code))
  const isPolicy = proposal.evidence.some(({ code }) => code.startsWith('evidence.policy_'))
  for (const { documentId, documentNo, amountMinor } of proposal.allocations) {
    const written = named.get(documentNo)
    const reason =
      written !== undefined
        ? written === documentNo
          ? say('reconcile.why.number')
          : say('reconcile.why.named', { written })
        : amountMinor < 0
          ? say('reconcile.why.netted')
          : isExact
            ? say(proposal.allocations.length === 1 ? 'reconcile.why.amount' : 'reconcile.why.sum')
            : isPolicy
              ? say('reconcile.why.policy')
              : null
    if (reason !== null) reasons.set(documentId, reason)
  }
  return reasons
}

const EXACT: ReadonlySet<string> = new Set([
  'evidence.amount_one',
  'evidence.amount_sum',
  'evidence.amount_run',
  'evidence.amount_all',
  'evidence.amount_netted',
])
