/** XML parts of a workbook by a streaming parser: local names, text, and nothing not well formed. */
import { SaxesParser } from 'saxes'
import { FileFailure, LIMITS } from './failure.ts'

export type Attributes = Readonly<Record<string, string>>

export interface XmlEvents {
  /** `row` is the line of the file, from 1. */
  open?: (name: string, attributes: Attributes, row: number) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

export interface XmlParser {
  write(text: string): void
  close(): void
}

/** Anything not well formed is a damaged file. */
export function xmlParser(part: string, on: XmlEvents): XmlParser {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let depth = 0
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  parser.on('error', (error) => {
    throw new FileFailure('file.damaged', { part, reason: error.message.slice(0, 200) })
  })
  parser.on('opentag', (tag) => {
    depth += 1
    if (depth > LIMITS.depth) throw new FileFailure('file.hostile', { part })
    on.open?.(local(tag.name), tag.attributes as Attributes, parser.line)
  })
  parser.on('closetag', (tag) => {
    depth -= 1
    on.close?.(local(tag.name))
  })
  parser.on('text', (text) => on.text?.(text))
  parser.on('cdata', (text) => on.text?.(text))
  return { write: (text) => void parser.write(text), close: () => void parser.close() }
}

export function parseXml(xml: string, part: string, on: XmlEvents): void {
  const parser = xmlParser(part, on)
  for (let at = 0; at < xml.length; at += 65_536) parser.write(xml.slice(at, at + 65_536))
  parser.close()
}
