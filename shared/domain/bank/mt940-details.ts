/**
 * Field 86 of MT940, what the payment says, in the forms in use:
 *
 * - German (DFÜ agreement, annex 3): a code of three digits, then sub-fields `?00` booking text,
 *   `?20`–`?29` and `?60`–`?63` purpose in pieces of 27, `?30` bank, `?31` account, `?32` `?33` name;
 *   in the purpose the keywords `EREF+ KREF+ SVWZ+ …`;
 * - code words between slashes (SWIFT and the Dutch banks): `/EREF/…/REMI/…/BENM//NAME/…`;
 * - free text in lines of 65, which break inside words; sub-fields `:NS:` of Hungarian banks.
 */
import { isIban, statedIban } from '../iban.ts'
import { named, oneLine, realReference } from './readings.ts'

export interface Details {
  readonly text: string
  readonly counterparty: string | null
  readonly iban: string | null
  readonly counterpartyAccount: string | null
  readonly endToEndId: string | null
  readonly customerRef: string | null
  /** Transaction code of the details (the German three digits). */
  readonly code: string | null
  readonly structuredRefs: readonly string[]
  /** Code words with money in them: `OCMT` original, `CHGS` charges, `EXCH` rate; as written. */
  readonly money: ReadonlyMap<string, string>
}

const NONE: Details = {
  text: '',
  counterparty: null,
  iban: null,
  counterpartyAccount: null,
  endToEndId: null,
  customerRef: null,
  code: null,
  structuredRefs: [],
  money: new Map(),
}

export function readDetails(lines: readonly string[]): Details {
  const [first = ''] = lines
  const german = /^(\d{3})([^\p{L}\p{N}\s.,])(\d{2})/u.exec(first)
  const [, code = '', mark = '', field = ''] = german ?? []
  // Of other marks than the usual one, more must be seen than a number with a sign in it.
  const isGerman =
    mark === '?' || (field === '00' && ['10', '20', '32'].some((one) => first.includes(mark + one)))
  if (german && isGerman) return germanDetails(rejoined(lines), code, mark)
  const whole = unwrapped(lines)
  return CODE_WORD.test(whole) ? slashDetails(whole) : freeDetails(lines, whole)
}

/** Lines of 65 break anywhere; one of 64 lost the space it broke at. */
function rejoined(lines: readonly string[]): string {
  return lines
    .map((line, i) => (line.length === 64 && i < lines.length - 1 ? `${line} ` : line))
    .join('')
}

/** Full lines go on in the next without a space; shorter ones ended where they ended. */
export function unwrapped(lines: readonly string[]): string {
  let text = ''
  let last = ''
  for (const line of lines) {
    const isFull = last.length >= 65 || (last.length === 64 && /\d$/.test(last) && /^\d/.test(line))
    text += (text === '' || isFull ? '' : ' ') + line
    last = line
  }
  return text
}

const KEYWORD =
  /(?:(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|TAN1?|MTLG)\+|(MTLG):)/g
const SPEAKING: ReadonlySet<string> = new Set(['', 'SVWZ', 'MTLG', 'ABWA', 'ABWE'])

function germanDetails(whole: string, code: string, mark: string): Details {
  const fields = new Map<string, string>()
  let purpose = ''
  let last = ''
  for (const piece of piecesOf(whole.slice(3), mark)) {
    const [tag, value] = [piece.slice(0, 2), piece.slice(2)]
    if (/^(?:2\d|6[0-3])$/.test(tag)) purpose = continued(purpose, last, value)
    else fields.set(tag, (fields.get(tag) ?? '') + value)
    last = value
  }
  const parts = keywordsOf(purpose)
  const account = fields.get('31') ?? parts.get('IBAN') ?? ''
  const iban = statedIban(account)
  const said = [...parts].filter(([word]) => SPEAKING.has(word)).map(([, value]) => value)
  const text = oneLine(said.join(' '))
  const money = new Map<string, string>()
  const original = parts.get('OAMT')
  if (original !== undefined) money.set('OCMT', original)
  return {
    ...NONE,
    text: text === '' ? oneLine(fields.get('00') ?? '') : text,
    counterparty: named(
      continued(fields.get('32') ?? '', fields.get('32') ?? '', fields.get('33') ?? ''),
    ),
    iban,
    counterpartyAccount: iban === null ? realReference(account) : null,
    endToEndId: realReference(parts.get('EREF')),
    customerRef: realReference(parts.get('KREF')),
    code,
    money,
  }
}

/** The sub-fields: a mark without two digits behind it is text. */
function piecesOf(text: string, mark: string): string[] {
  const pieces: string[] = []
  for (const piece of text.split(mark))
    if (/^\d{2}/.test(piece) || pieces.length === 0) pieces.push(piece)
    else pieces.push(`${pieces.pop() ?? ''}${mark}${piece}`)
  return pieces
}

/**
 * A piece of less than 27 was the end of the payer's line or lost the space it broke at; only where a
 * word or number plainly goes on it is joined as a full piece is.
 */
function continued(text: string, last: string, next: string): string {
  const goesOn =
    last.length >= 27 || /^\p{Ll}/u.test(next) || (/\d$/.test(last) && /^\d/.test(next))
  return text === '' || goesOn ? text + next : `${text} ${next}`
}

/** Keyword -> what follows it; '' for what stands before the first. */
function keywordsOf(purpose: string): Map<string, string> {
  const parts = new Map<string, string>()
  let word = ''
  let from = 0
  const put = (to: number) => {
    const value = purpose.slice(from, to).trim()
    if (value !== '') parts.set(word, parts.has(word) ? `${parts.get(word)} ${value}` : value)
  }
  for (const found of purpose.matchAll(KEYWORD)) {
    put(found.index)
    word = found[1] ?? found[2] ?? ''
    from = found.index + found[0].length
  }
  put(purpose.length)
  return parts
}

const WORDS =
  'EREF|KREF|PREF|IREF|MARF|CSID|CNTP|REMI|IBAN|BIC|NAME|ORDP|BENM|TRTP|TRCD|RTRN|ULTD|ULTC|ULTB|OCMT|CHGS|EXCH|PURP|ADDR|ISDT|ID'
const CODE_WORD = new RegExp(`^/(?:${WORDS})/`)

function slashDetails(whole: string): Details {
  const words = slashWords(whole)
  const other = (words.get('CNTP') ?? '').split('/')
  const account = words.get('IBAN') ?? other[0] ?? ''
  const iban = statedIban(account)
  const remittance = (words.get('REMI') ?? '').replace(/^(?:USTD)?\/+/, '')
  const structured = /^STRD\/(?:CUR|ISO)\/([^/]+)/.exec(remittance)?.[1]?.trim()
  return {
    ...NONE,
    text: oneLine(structured ?? withoutSlashes(remittance)),
    counterparty: named(words.get('NAME') ?? other[2]),
    iban,
    counterpartyAccount: iban === null ? realReference(account) : null,
    endToEndId: realReference(withoutSlashes(words.get('EREF') ?? '')),
    customerRef: realReference(withoutSlashes(words.get('KREF') ?? words.get('PREF') ?? '')),
    code: named(words.get('TRCD') ?? words.get('TRTP')),
    structuredRefs: structured === undefined ? [] : [structured],
    money: words,
  }
}

function withoutSlashes(text: string): string {
  let end = text.length
  while (end > 0 && text[end - 1] === '/') end -= 1
  return text.slice(0, end)
}

/** Code word -> what follows up to the next. */
export function slashWords(text: string): Map<string, string> {
  const words = new Map<string, string>()
  const pieces = text.split(new RegExp(`/(${WORDS})/`))
  for (let i = 1; i < pieces.length; i += 2) {
    const value = (pieces[i + 1] ?? '').trim()
    if (!words.has(pieces[i] ?? '')) words.set(pieces[i] ?? '', value)
  }
  return words
}

/** Labels before the payer's name in Polish, Swiss and Turkish texts. */
const PAYER =
  /(?:;\s*OD:|\bAUFTRAGGEBER:|\bG[ÖO]NDEREN:|\bBORÇLU:)\s*(.*?)(?:\s{2,}|;|\bMITTEILUNGEN:|$)/u
const POLISH_ACCOUNT = /\bZ RACH\.:\s*(\d{26})\b/

function freeDetails(lines: readonly string[], whole: string): Details {
  const [first = ''] = lines
  const leading = /^(\S+)(?:\s+(.*))?$/.exec(first.trim())
  const iban = statedIban(leading?.[1] ?? '')
  const rest = lines.slice(1).filter((line) => line.trim() !== '')
  if (iban !== null)
    return {
      ...NONE,
      text: oneLine(rest.length > 0 ? unwrapped(rest) : (leading?.[2] ?? '')),
      counterparty: named(leading?.[2]),
      iban,
    }
  const polish = POLISH_ACCOUNT.exec(whole)?.[1]
  const isPolish = polish !== undefined && isIban(`PL${polish}`)
  return {
    ...NONE,
    text: oneLine(whole),
    counterparty: named(PAYER.exec(whole)?.[1]),
    iban: isPolish ? `PL${polish}` : null,
    counterpartyAccount: isPolish ? null : (polish ?? null),
  }
}

/** Lines `NNvalue` of a Hungarian `:NS:` field: 15 and 16 name, 33 and 34 account, 09 and 17 on text. */
export function readNsDetails(lines: readonly string[]): Details {
  const of = (...codes: readonly string[]) =>
    lines
      .filter((line) => codes.includes(line.slice(0, 2)))
      .map((line) => line.slice(2))
      .join('')
  return {
    ...NONE,
    text: oneLine(`${of('09')} ${of('17')}`),
    counterparty: named(of('15', '16')),
    counterpartyAccount: realReference(of('33', '34')),
  }
}
