/** Files spoiled on purpose, the same for the same seed: workbooks part by part, text line by line. */
import type { Prng } from '../../shared/domain/generate/prng.ts'
import { zip } from './zip.ts'

const NUMBERS = ['0', '-1', '1e308', 'NaN', '9007199254740993', '2147483648', '', '0x7f', '1e-7']
const PLACES = ['A1', 'ZZZ1', 'A0', 'A1048577', '1A', '', 'A1:B2', '__proto__', 'XFD1048576', 'ı1']
const TEXTS = ['__proto__', 'constructor', '=1+1', '\u202e', '_x0000_', '&#0;', '&#xD800;', '&lol;']

/** A workbook with one to four faults in its parts, sometimes in its archive. */
export function workbookMutant(parts: ReadonlyMap<string, Buffer>, roll: Prng): Buffer {
  const mutated = new Map(parts)
  for (let i = 0; i <= below(roll, 4); i += 1) {
    const name = roll.pick([...mutated.keys()])
    const text = mutated.get(name)?.toString('utf8') ?? ''
    mutated.set(name, Buffer.from(mutateXml(text, roll)))
  }
  if (below(roll, 12) === 0) mutated.delete(roll.pick([...mutated.keys()]))
  const bytes = zip([...mutated].map(([name, content]) => ({ name, content })))
  return below(roll, 5) === 0 ? mutateBytes(bytes, roll) : bytes
}

function mutateXml(text: string, roll: Prng): string {
  const tags = [...text.matchAll(/<[^>]*>/g)]
  if (tags.length === 0) return text
  const tag = roll.pick(tags)
  const [start, end] = [tag.index, tag.index + tag[0].length]
  const put = (by: string) => text.slice(0, start) + by + text.slice(end)
  const attribute = (pattern: RegExp, value: string) => put(tag[0].replace(pattern, `$1"${value}"`))
  switch (below(roll, 12)) {
    case 0:
      return put('')
    case 1:
      return put(tag[0] + tag[0])
    case 2:
      return attribute(/(\br=)"[^"]*"/, roll.pick(PLACES))
    case 3:
      return attribute(
        /(\bt=)"[^"]*"/,
        roll.pick(['s', 'str', 'inlineStr', 'b', 'e', 'd', 'n', '?']),
      )
    case 4:
      return attribute(/(=)"[^"]*"/, roll.pick([...NUMBERS, ...TEXTS]))
    case 5:
      return put(tag[0] + roll.pick([...NUMBERS, ...TEXTS]))
    case 6:
      return put(`<x>${'<y>'.repeat(below(roll, 100))}${tag[0]}`)
    case 7:
      return text.slice(0, start)
    case 8: {
      const length = below(roll, 2000)
      return (
        text.slice(0, end) +
        text.slice(start, start + length).repeat(below(roll, 4)) +
        text.slice(end)
      )
    }
    case 9:
      return text.replace(/<v>[^<]*<\/v>/, `<v>${roll.pick(NUMBERS)}</v>`)
    case 10:
      return `<!DOCTYPE x [<!ENTITY lol "x">]>${text}`
    default:
      return put(`<![CDATA[${roll.pick(TEXTS)}]]>${tag[0]}`)
  }
}

const SPLINTERS = [
  '"',
  '""',
  ';',
  ',',
  '\t',
  '\r',
  '\n',
  '\0',
  '\ufeff',
  "'",
  '=',
  '\u202e',
  '__proto__',
]

/** A text file with one to six faults. */
export function textMutant(text: string, roll: Prng): Buffer {
  let spoiled = text
  for (let i = 0; i <= below(roll, 6); i += 1) {
    const at = below(roll, spoiled.length + 1)
    const length = below(roll, 60)
    switch (below(roll, 7)) {
      case 0:
        spoiled = spoiled.slice(0, at) + roll.pick(SPLINTERS) + spoiled.slice(at)
        break
      case 1:
        spoiled = spoiled.slice(0, at) + spoiled.slice(at + length)
        break
      case 2:
        spoiled = spoiled.slice(0, at) + roll.pick(NUMBERS) + spoiled.slice(at + length)
        break
      case 3:
        spoiled =
          spoiled.slice(0, at) + roll.pick(SPLINTERS).repeat(below(roll, 400)) + spoiled.slice(at)
        break
      case 4:
        spoiled = spoiled
          .split('\n')
          .toSorted(() => below(roll, 3) - 1)
          .join('\n')
        break
      case 5:
        spoiled = spoiled.replaceAll(roll.pick([';', ',', '.', '"', '\n']), roll.pick(SPLINTERS))
        break
      default:
        spoiled = spoiled.slice(0, at)
    }
  }
  const encoding = roll.pick(['utf8', 'utf8', 'latin1', 'utf16le'] as const)
  const bytes = Buffer.from(spoiled, encoding)
  return below(roll, 4) === 0 ? mutateBytes(bytes, roll) : bytes
}

function mutateBytes(bytes: Buffer, roll: Prng): Buffer {
  const spoiled = Buffer.from(bytes)
  if (spoiled.length === 0) return spoiled
  for (let i = 0; i <= below(roll, 8); i += 1)
    spoiled[below(roll, spoiled.length)] = below(roll, 256)
  return below(roll, 6) === 0 ? spoiled.subarray(0, below(roll, spoiled.length)) : spoiled
}

function below(roll: Prng, limit: number): number {
  return roll.int(0, limit - 1)
}
