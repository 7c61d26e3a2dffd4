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
const FOREIGN = ['Hanse', 'Nordsee', 'Rheinland', 'Alpen', 'Thames', 'Bayern', 'Elbe', 'Kent']
const FOREIGN_TRADE = [
  'Handels GmbH',
  'Cam GmbH & Co. KG',
  'Medikal Handels GmbH',
  'Trading Ltd.',
  'Supplies Ltd.',
  'Isıtma GmbH',
]
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
  let name = ''
  for (let attempt = 0; attempt < 20 && (name === '' || used.has(name)); attempt += 1) {
    name = isForeign
      ? `${random.pick(FOREIGN)} ${random.pick(FOREIGN_TRADE)}`
      : `${random.pick(FIRST)} ${random.pick(TRADE)} ${random.pick(FORM)}`
  }
  // Few words make many firms: a branch number tells namesakes apart, as registers do.
  if (used.has(name)) name = `${name} ${index}`
  used.add(name)
  const [city, taxOffice] = random.pick(CITIES)
  const nine = String(random.int(100_000_000, 999_999_999))
  const mail = `muhasebe${index}@ornek.example`
  const isGerman = name.includes('GmbH')
  return {
    name,
    city: isForeign ? (isGerman ? 'Hamburg' : 'London') : city,
    taxOffice: isForeign ? null : taxOffice,
    taxId: isForeign ? null : `${nine}${vknCheckDigit(nine)}`,
    country: isForeign ? (isGerman ? 'DE' : 'GB') : 'TR',
    contact: random.pick(PEOPLE),
    phone: `+90 2${random.int(12, 88)} 555 ${String(random.int(0, 99)).padStart(2, '0')} ${String(random.int(0, 99)).padStart(2, '0')}`,
    email: mail,
    language: isForeign ? (isGerman ? 'de' : 'en') : 'tr',
    isForeign,
  }
}
