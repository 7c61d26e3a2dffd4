/**
 * Which licences may be in what is shipped (reliability-security.md 13). An expression of choices
 * (`MIT OR GPL-3.0-or-later`) is fine when one choice is; of parts (`MIT AND Zlib`) when all are.
 */
const ALLOWED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'OFL-1.1',
  'Unlicense',
  'Zlib',
])

/** Packages that name no licence in their manifest, read by hand: name -> licence of their file. */
const READ_BY_HAND: Readonly<Record<string, string>> = { 'png-js': 'MIT' }

export interface Part {
  readonly name: string
  readonly version: string
  /** SPDX expression; null when the manifest has none. */
  readonly licence: string | null
}

/** The parts that may not be shipped, as "name version: licence". */
export function refusedLicences(parts: readonly Part[]): readonly string[] {
  return parts.flatMap(({ name, version, licence }) => {
    const known = licence ?? READ_BY_HAND[name] ?? null
    return known !== null && isAllowed(known)
      ? []
      : [`${name} ${version}: ${known ?? 'none named'}`]
  })
}

/** `OR` binds weaker than `AND`; brackets only go around a whole choice in practice. */
export function isAllowed(expression: string): boolean {
  return expression
    .replace(/^\(|\)$/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => ALLOWED.has(one.trim())))
}
