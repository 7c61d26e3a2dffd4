/**
 * What is said for and against a proposal, as named features that hold or do not.
 *
 * `pN×kind` is how well the payer is known (0 not at all … 3 by an account or tax id that is theirs
 * alone) together with the kind of allocation; `none` features speak for "none of these". A feature's
 * weight (weights.ts) is what it adds to the log-odds, so a score is a sum that can be read.
 */

/** Kinds of allocation, by what they rest on. */
export const KINDS = [
  /** Every document named, and exactly their sum. */
  'named_exact',
  /** Named, and closed with a difference within tolerance. */
  'named_difference',
  /** Named, and less than their sum. */
  'named_part',
  /** Named, and more than their sum. */
  'named_over',
  /** Some of the named, or the named and others, add up. */
  'named_mixed',
  'one_exact',
  'one_difference',
  'installment',
  /** A document less credit notes. */
  'netted',
  /** The oldest ones in a row, or everything open. */
  'run',
  'all_open',
  'run_inside',
  'set',
  'named_currency',
  'one_currency',
  'policy',
] as const
export type AllocationKind = (typeof KINDS)[number]

const PAYER_CLASSES = [0, 1, 2, 3] as const

const PLAIN = [
  // The payer.
  'iban_master',
  'iban_learned',
  'iban_learned_once',
  'iban_shared',
  'iban_of_other',
  'iban_new',
  'tax_id',
  'tax_id_of_other',
  'name_whole',
  'name_most',
  'name_part',
  'name_none',
  'name_free_text',
  'name_rival',
  'form_same',
  'form_other',
  'code',
  'learned_name',
  'learned_text',
  'through_group',
  'payer_is_other',
  'group_head',
  'group_member',
  // What is named.
  'grade_structured',
  'grade_reference',
  'grade_full',
  'grade_half',
  'grade_tail_long',
  'grade_tail',
  'grade_tail_tiny',
  'grade_cut',
  'grade_typo',
  'named_2_3',
  'named_4',
  'named_left_out',
  'named_range',
  'named_and_set',
  'doubtful_part',
  'cut_part',
  'other_number',
  'number_of_other',
  'day_named',
  // The amount and the documents.
  'amount_rare',
  'amount_common',
  'amount_round',
  'oldest',
  'due_near',
  'not_due',
  'not_oldest',
  'set_2_3',
  'set_4_7',
  'set_8',
  'has_credit',
  'interchangeable',
  'many_open',
  'currency_of_account',
  'charges_stated',
  'discount_granted',
  'discount_other',
  'fee_large',
  'fee_heavy',
  'rounding_down',
  'rounding',
  'original_stated',
  'rate_near',
  'whole_installment',
  'amount_habit',
  'rhythm',
  // What the words say.
  'policy_though_fitting',
  'says_account',
  'says_account_policy',
  'says_part',
  'says_discount',
  'says_all',
  'says_number',
  // None of these.
  'none',
  'none_p0',
  'none_p1',
  'none_p2',
  'none_p3',
  'none_hint',
  'none_number',
] as const

export type FeatureName =
  | (typeof PLAIN)[number]
  | `p${(typeof PAYER_CLASSES)[number]}×${AllocationKind}`

export const FEATURES: readonly FeatureName[] = [
  ...PLAIN,
  ...PAYER_CLASSES.flatMap((known) => KINDS.map((kind): FeatureName => `p${known}×${kind}`)),
]

const IDS: ReadonlyMap<string, number> = new Map(FEATURES.map((name, id) => [name, id]))

const KNOWN_KIND_IDS = PAYER_CLASSES.map(
  (known) => new Map(KINDS.map((kind) => [kind, IDS.get(`p${known}×${kind}`) ?? -1])),
)

/** The place of the weight of a payer known so well and a kind of allocation. */
export function knownKindId(known: (typeof PAYER_CLASSES)[number], kind: AllocationKind): number {
  return KNOWN_KIND_IDS[known]?.get(kind) ?? -1
}

/** The place of a feature's weight. */
export function featureId(name: FeatureName): number {
  const id = IDS.get(name)
  if (id === undefined) throw new RangeError(`no feature: ${name}`)
  return id
}
