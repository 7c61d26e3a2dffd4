/** The texts a workbook keeps once for all its cells. Rich text is joined; phonetic runs are left out. */
import { unescaped } from './xlsx-cells.ts'
import { decoded, Unusual } from './xml-text.ts'
import { parseXml } from './xml.ts'

export function readSharedStrings(xml: string): string[] {
  if (xml === '') return []
  return scanStrings(xml) ?? parseStrings(xml)
}

const ITEM = /<si><t(?: xml:space="preserve")?>([^<]*)<\/t><\/si>/y

/**
 * Plain texts and nothing else, as most programs write them; null for what needs the parser. The
 * frame around them is parsed, so that nothing is taken here which the parser would refuse.
 */
function scanStrings(xml: string): string[] | null {
  const strings: string[] = []
  const begin = xml.indexOf('<si>')
  const end = xml.lastIndexOf('</si>') + 5
  if (begin < 0 || /<!|<\?(?!xml )/.test(xml.slice(0, begin))) return null
  if (/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\]\]>/.test(xml)) return null
  ITEM.lastIndex = begin
  try {
    while (ITEM.lastIndex < end) {
      const at = ITEM.lastIndex
      const item = ITEM.exec(xml)
      if (!item) return null
      if (ITEM.lastIndex <= at) return null
      strings.push(unescaped(decoded(item[1] ?? '')))
    }
  } catch (error) {
    if (error instanceof Unusual) return null
    throw error
  }
  parseXml(xml.slice(0, begin) + xml.slice(end), 'sharedStrings.xml', {})
  return strings
}

function parseStrings(xml: string): string[] {
  const strings: string[] = []
  let current = ''
  let inText = false
  let phonetic = 0
  parseXml(xml, 'sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') current = ''
      else if (name === 'rPh') phonetic += 1
      else if (name === 't') inText = phonetic === 0
    },
    close: (name) => {
      if (name === 'si') strings.push(unescaped(current))
      else if (name === 'rPh') phonetic -= 1
      else if (name === 't') inText = false
    },
    text: (text) => {
      if (inText) current += text
    },
  })
  return strings
}
