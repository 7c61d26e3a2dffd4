/**
 * From features to probabilities: a conditional logit (McFadden 1974) over a line's proposals and
 * "none of these". A score is the sum of the weights of the features that hold; a proposal's
 * probability is its share of the exponentials. Two proposals of which the same is said share what
 * there is, so equals never come near certainty.
 */
import { FEATURES } from './features.ts'
import { WEIGHTS } from './weights.ts'

const weights = Float64Array.from(FEATURES, (name) => WEIGHTS[name] ?? 0)

/** Log-odds of a set of features. */
export function scoreOf(features: readonly number[], by: Float64Array = weights): number {
  let sum = 0
  for (const id of features) sum += by[id] ?? 0
  return sum
}

/** Probabilities of scores, in their order. */
export function shares(scores: readonly number[]): number[] {
  const most = Math.max(...scores)
  const parts = scores.map((one) => Math.exp(one - most))
  const sum = parts.reduce((total, one) => total + one, 0)
  return parts.map((one) => one / sum)
}
