/** Invented accounts of a Turkish distributor: no person or firm of this name is meant. */
import { vknCheckDigit } from '../tax-id.ts'
import type { Prng } from './prng.ts'

const FIRST = [
  'Kuzey',
  'Ege',
  'Doğuş',
  'Çınar',
  'Gökçe',
  'Uludağ',
  'İnci',
  'Öz',
  'Şahin',
  'Başkent',
  'Akdeniz',
  'Işık',
  'Karadeniz',
  'Güneş',
  'Yıldız',
  'Toros',
  'Anadolu',
  'Ütopya',
  'Marmara',
  'Boğaziçi',
  'Sakarya',
  'Zümrüt',
  'Ilgaz',
  'Şimşek',
  'Deniz',
  'Pınar',
  'Köprülü',
  'Ağrı',
  'Ünlü',
  'Erciyes',
]
const TRADE = [
  'Ambalaj',
  'Tarım',
  'Tekstil',
  'Yapı Market',
  'Lojistik',
  'Gıda',
  'Boya',
  'Cam',
  'Mobilya',
  'Medikal',
  'Kırtasiye',
  'Isıtma',
  'Plastik',
  'Otomotiv',
  'Elektrik',
  'Makine',
  'Hırdavat',
  'Seramik',
]
const FORM = ['San. ve Tic. A.Ş.', 'Tic. Ltd. Şti.', 'Ltd. Şti.', 'A.Ş.']
/** Abroad: who they are named for, what they sell, and their form; by language. */
const ABROAD = {
  de: {
    first: ['Neckar', 'Nordsee', 'Rheinland', 'Alpen', 'Bayern', 'Elbe', 'Hanse', 'Weser', 'Isar'],
    trade: ['Handel', 'Medizintechnik', 'Baustoffe', 'Glas', 'Wärmetechnik', 'Möbel', 'Technik'],
    form: ['GmbH', 'GmbH & Co. KG', 'AG'],
    towns: ['Hamburg', 'Köln', 'München', 'Stuttgart', 'Bremen'],
    people: ['Anna Becker', 'Jonas Keller', 'Sabine Vogt', 'Markus Lange'],
    country: 'DE',
    dial: '+49 40',
  },
  en: {
    first: ['Thames', 'Kent', 'Avon', 'Severn', 'Pennine', 'Mersey', 'Clyde', 'Solent', 'Tyne'],
    trade: [
      'Trading',
      'Supplies',
      'Building Products',
      'Glass',
      'Heating',
      'Furniture',
      'Textiles',
    ],
    form: ['Ltd.', 'plc', '& Sons Ltd.'],
    towns: ['London', 'Manchester', 'Leeds', 'Bristol', 'Glasgow'],
    people: ['Emma Clarke', 'Oliver Hughes', 'Grace Turner', 'Thomas Reid'],
    country: 'GB',
    dial: '+44 20',
  },
} as const
const CITIES: readonly (readonly [string, string])[] = [
  ['İstanbul', 'Kadıköy'],
  ['Ankara', 'Çankaya'],
  ['İzmir', 'Konak'],
  ['Bursa', 'Osmangazi'],
  ['Adana', 'Seyhan'],
  ['Konya', 'Selçuk'],
  ['Gaziantep', 'Şahinbey'],
  ['Kayseri', 'Melikgazi'],
  ['Antalya', 'Muratpaşa'],
  ['Trabzon', 'Ortahisar'],
]
const PEOPLE = [
  'Hülya Aydın',
  'Kerem Çınar',
  'Ayşe Yılmaz',
  'Murat Öztürk',
  'Selin Kaya',
  'Gökhan Şen',
  'İpek Demir',
  'Uğur Çelik',
]

export interface DemoName {
  readonly name: string
  readonly city: string
  readonly taxOffice: string | null
  readonly taxId: string | null
  readonly country: string
  readonly contact: string
  readonly phone: string
  readonly email: string
  readonly language: 'tr' | 'en' | 'de'
  readonly isForeign: boolean
}

export function demoName(random: Prng, index: number, used: Set<string>): DemoName {
  const isForeign = random.chance(0.1)
  const language = isForeign ? random.pick(['de', 'de', 'en'] as const) : 'tr'
  const abroad = language === 'tr' ? null : ABROAD[language]
  const [city, taxOffice] = random.pick(CITIES)
  const town = abroad === null ? city : random.pick(abroad.towns)
  const words = abroad ?? { first: FIRST, trade: TRADE, form: FORM }
  const propose = () =>
    `${random.pick(words.first)} ${random.pick(words.trade)} ${random.pick(words.form)}`
  let name = propose()
  for (let attempt = 0; attempt < 20 && used.has(name); attempt += 1) name = propose()
  // Few words make many firms: the town tells namesakes apart, as registers do.
  if (used.has(name)) name = `${town} ${name}`
  if (used.has(name)) name = `${name} ${index}`
  used.add(name)
  const nine = String(random.int(100_000_000, 999_999_999))
  const two = () => String(random.int(0, 99)).padStart(2, '0')
  return {
    name,
    city: town,
    taxOffice: abroad === null ? taxOffice : null,
    taxId: abroad === null ? `${nine}${vknCheckDigit(nine)}` : null,
    country: abroad?.country ?? 'TR',
    contact: random.pick(abroad?.people ?? PEOPLE),
    phone: `${abroad?.dial ?? `+90 2${random.int(12, 88)}`} 555 ${two()} ${two()}`,
    email: `muhasebe${index}@ornek.example`,
    language,
    isForeign,
  }
}
