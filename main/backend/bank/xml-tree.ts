/** XML as the tree the bank's parsers read; declarations are refused before anything is parsed. */
import type { XmlNode } from '../../../shared/domain/bank/xml-node.ts'
import { FileFailure } from '../tabular/failure.ts'
import { xmlParser } from '../tabular/xml.ts'

interface Growing extends XmlNode {
  text: string
  readonly children: Growing[]
}

const PART = 'XML'

export function readXmlTree(xml: string): XmlNode {
  if (/<!\s*(?:DOCTYPE|ENTITY)/i.test(xml)) throw new FileFailure('file.hostile', { part: PART })
  const stack: Growing[] = []
  let root: Growing | null = null
  const parser = xmlParser(PART, {
    open: (name, attributes, row) => {
      const node: Growing = { name, attributes, children: [], text: '', row }
      stack.at(-1)?.children.push(node)
      root ??= node
      stack.push(node)
    },
    close: () => {
      const node = stack.pop()
      if (node) node.text = node.text.trim()
    },
    text: (text) => {
      const node = stack.at(-1)
      if (node) node.text += text
    },
  })
  for (let at = 0; at < xml.length; at += PIECE) parser.write(xml.slice(at, at + PIECE))
  const isOpen = stack.length > 0
  try {
    parser.close()
  } catch (error) {
    // What is not well formed only because it ends was cut off.
    if (error instanceof FileFailure && (isOpen || root === null))
      throw new FileFailure('file.truncated', { row: xml.split('\n').length })
    throw error
  }
  if (root === null) throw new FileFailure('file.truncated', { row: 1 })
  return root
}

const PIECE = 65_536
