/** XML as a tree: what parsers of bank formats get, however it was read. Names are without prefix. */
export interface XmlNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
  /** Its own text, trimmed. */
  readonly text: string
  /** Line of the file, from 1. */
  readonly row: number
}

/** The first element down a path of names. */
export function find(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  let found = node
  for (const name of path) found = found?.children.find((child) => child.name === name)
  return found
}

export function findAll(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return node?.children.filter((child) => child.name === name) ?? []
}

/** The text at a path; null when it is not there or blank. */
export function textAt(node: XmlNode | undefined, ...path: readonly string[]): string | null {
  const text = find(node, ...path)?.text ?? ''
  return text === '' ? null : text
}
