/**
 * Amounts in words, as a letter states them beside the figures: Turkish, English, German.
 *
 * Our own because no kept library writes all three as accountants do: Turkish numbers stand as one
 * word on papers of money (TDK, "Sayıların Yazılışı": para ile ilgili işlemlerde bitişik), German ones
 * below a million too. The sign is left to whoever says which side an amount is on. A currency without
 * names here keeps its code and writes the rest as a fraction: `… SAR 50/100`.
 */
import { digitsOf } from '../currency.ts'
import { assertSafe } from '../money.ts'

export type WordsLanguage = 'tr' | 'en' | 'de'

/** One and more of it; in German the word "one" takes its gender. */
interface Unit {
  readonly one: string
  readonly many: string
  readonly feminine?: boolean
}

interface CurrencyNames {
  readonly major: Unit
  readonly minor: Unit
}

const same = (word: string): Unit => ({ one: word, many: word })
const CENTS: Unit = { one: 'cent', many: 'cents' }

const NAMES: Readonly<Record<WordsLanguage, Readonly<Record<string, CurrencyNames>>>> = {
  tr: {
    TRY: { major: same('Türk lirası'), minor: same('kuruş') },
    EUR: { major: same('euro'), minor: same('sent') },
    USD: { major: same('ABD doları'), minor: same('sent') },
    GBP: { major: same('İngiliz sterlini'), minor: same('peni') },
    CHF: { major: same('İsviçre frangı'), minor: same('santim') },
  },
  en: {
    TRY: { major: same('Turkish lira'), minor: same('kuruş') },
    EUR: { major: { one: 'euro', many: 'euros' }, minor: CENTS },
    USD: { major: { one: 'US dollar', many: 'US dollars' }, minor: CENTS },
    GBP: {
      major: { one: 'pound sterling', many: 'pounds sterling' },
      minor: { one: 'penny', many: 'pence' },
    },
    CHF: { major: { one: 'Swiss franc', many: 'Swiss francs' }, minor: same('centimes') },
  },
  de: {
    TRY: {
      major: { one: 'Türkische Lira', many: 'Türkische Lira', feminine: true },
      minor: same('Kuruş'),
    },
    EUR: { major: same('Euro'), minor: same('Cent') },
    USD: { major: same('US-Dollar'), minor: same('Cent') },
    GBP: { major: same('Pfund Sterling'), minor: { one: 'Penny', many: 'Pence' } },
    CHF: { major: same('Schweizer Franken'), minor: same('Rappen') },
  },
}

const AND: Readonly<Record<WordsLanguage, string>> = { tr: ' ', en: ' and ', de: ' und ' }

/** The amount without its sign; `minor` in the currency's smallest unit. */
export function amountInWords(minor: number, currency: string, language: WordsLanguage): string {
  const digits = digitsOf(currency)
  const scale = 10 ** digits
  const amount = Math.abs(assertSafe(minor))
  const whole = Math.floor(amount / scale)
  const rest = amount % scale
  const names = NAMES[language][currency]
  if (!names) {
    const fraction = rest === 0 ? '' : ` ${String(rest).padStart(digits, '0')}/${scale}`
    return `${numberInWords(whole, language)} ${currency}${fraction}`
  }
  const parts = whole > 0 || rest === 0 ? [counted(whole, names.major, language)] : []
  if (rest > 0) parts.push(counted(rest, names.minor, language))
  return parts.join(AND[language])
}

function counted(count: number, unit: Unit, language: WordsLanguage): string {
  const name = count === 1 ? unit.one : unit.many
  if (language !== 'de') return `${numberInWords(count, language)} ${name}`
  // "eins" is counting; before a noun it is "ein Euro", "eine Lira", "hundertein Euro".
  const one = count === 1 && unit.feminine ? 'eine' : 'ein'
  return `${numberInWords(count, 'de').replace(/eins$/, one)} ${name}`
}

/** A whole number from 0 to the largest safe integer. */
export function numberInWords(number: number, language: WordsLanguage): string {
  const write = { tr: turkish, en: english, de: german }[language]
  return write(assertSafe(number))
}

/** Groups of three digits from the highest down, with the power of a thousand each stands for. */
function groupsOf(number: number): { readonly value: number; readonly power: number }[] {
  const groups: { value: number; power: number }[] = []
  for (let rest = number, power = 0; rest > 0; rest = Math.floor(rest / 1000), power += 1)
    if (rest % 1000 > 0) groups.unshift({ value: rest % 1000, power })
  return groups
}

const TR_ONES = ['', 'bir', 'iki', 'üç', 'dört', 'beş', 'altı', 'yedi', 'sekiz', 'dokuz']
const TR_TENS = ['', 'on', 'yirmi', 'otuz', 'kırk', 'elli', 'altmış', 'yetmiş', 'seksen', 'doksan']
const TR_POWERS = ['', 'bin', 'milyon', 'milyar', 'trilyon', 'katrilyon']

function turkish(number: number): string {
  if (number === 0) return 'sıfır'
  return groupsOf(number)
    .map(({ value, power }) => {
      const hundreds = Math.floor(value / 100)
      const hundred = hundreds === 0 ? '' : `${hundreds === 1 ? '' : TR_ONES[hundreds]}yüz`
      const below = `${TR_TENS[Math.floor(value / 10) % 10]}${TR_ONES[value % 10]}`
      // A thousand is "bin", never "birbin".
      return power === 1 && value === 1 ? 'bin' : `${hundred}${below}${TR_POWERS[power]}`
    })
    .join('')
}

const EN_SMALL = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ' +
  'sixteen seventeen eighteen nineteen'
).split(' ')
const EN_TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const EN_POWERS = ['', 'thousand', 'million', 'billion', 'trillion', 'quadrillion']

function english(number: number): string {
  if (number === 0) return 'zero'
  const groups = groupsOf(number)
  return groups
    .map(({ value, power }, i) => {
      // One thousand and five: the last group below a hundred is tied on.
      const tie = i > 0 && power === 0 && value < 100 ? 'and ' : ''
      return `${tie}${englishBelowThousand(value)}${power === 0 ? '' : ` ${EN_POWERS[power]}`}`
    })
    .join(' ')
}

function englishBelowThousand(value: number): string {
  const hundreds = Math.floor(value / 100)
  const below = value % 100
  const tens =
    below < 20
      ? (EN_SMALL[below] ?? '')
      : `${EN_TENS[Math.floor(below / 10)]}${below % 10 === 0 ? '' : `-${EN_SMALL[below % 10]}`}`
  if (hundreds === 0) return tens
  return `${EN_SMALL[hundreds]} hundred${below === 0 ? '' : ` and ${tens}`}`
}

const DE_SMALL = (
  'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn ' +
  'sechzehn siebzehn achtzehn neunzehn'
).split(' ')
const DE_TENS = '- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'.split(' ')
const DE_POWERS = [
  ['', ''],
  ['tausend', 'tausend'],
  ['Million', 'Millionen'],
  ['Milliarde', 'Milliarden'],
  ['Billion', 'Billionen'],
  ['Billiarde', 'Billiarden'],
] as const

function german(number: number): string {
  if (number === 0) return 'null'
  const large: string[] = []
  let joined = ''
  for (const { value, power } of groupsOf(number)) {
    const [one, many] = DE_POWERS[power] ?? ['', '']
    if (power >= 2) large.push(value === 1 ? `eine ${one}` : `${germanBelow(value)} ${many}`)
    else joined += `${germanBelow(value)}${one}`
  }
  return [...large, joined === '' ? '' : joined.replace(/ein$/, 'eins')]
    .filter((part) => part !== '')
    .join(' ')
}

function germanBelow(value: number): string {
  const hundreds = Math.floor(value / 100)
  const below = value % 100
  const hundred = hundreds === 0 ? '' : `${DE_SMALL[hundreds]}hundert`
  if (below === 0) return hundred
  if (below < 20) return `${hundred}${DE_SMALL[below]}`
  const one = below % 10 === 0 ? '' : `${DE_SMALL[below % 10]}und`
  return `${hundred}${one}${DE_TENS[Math.floor(below / 10)]}`
}
