/** Lines that are no customer's money, and strangers who pay what a customer owes. */
import { digits, type FirmName, firmName, iban, personName } from './firms.ts'
import type { Prng } from './prng.ts'

export interface MoneyWords {
  readonly text: string
  readonly counterparty: string | null
  readonly iban: string | null
}

export interface MoneyFacts extends MoneyWords {
  readonly amountMinor: number
  readonly currency: string
}

/** Whose account it is. */
export interface Holder {
  readonly name: string
  readonly iban: string
}

/** What costs are for: a month in capitals, as banks write it. */
interface Spent {
  readonly month: string
}

const words = (text: string): MoneyWords => ({ text, counterparty: null, iban: null })

/** `number` is the bank's, of six digits. */
export const INCOMING = {
  pos: (number: string) => words(`POS SATIŞ BEDELİ ÜİY:${number} NET TUTAR`),
  posTransfer: (number: string) => words(`${number} NOLU UYEISYERI POS HESABA AKTARIM`),
  interest: () => words('VADELİ HESAP FAİZ TAHAKKUKU'),
  loan: (number: string) => words(`KREDI KULLANDIRIM ${number}`),
  ownTransfer: (_number: string, random: Prng, own: Holder) => ({
    text: 'HESAPLAR ARASI VİRMAN',
    counterparty: own.name,
    iban: random.chance(0.6) ? own.iban : null,
  }),
  taxRefund: (number: string, random: Prng) => ({
    text: `KDV IADESI ${number}`,
    counterparty: 'BUYUK MUKELLEFLER VERGI DAIRESI',
    iban: iban(random, 'tr'),
  }),
  subsidy: (number: string) => ({
    text: `SGK TEŞVİK ÖDEMESİ ${number}`,
    counterparty: 'SOSYAL GÜVENLİK KURUMU',
    iban: null,
  }),
  exchange: (number: string) => words(`DÖVİZ SATIŞ ${number} USD`),
  interestAbroad: () => words('HABENZINSEN QUARTALSABSCHLUSS'),
  damages: (number: string, random: Prng) => ({
    text: `SİGORTA HASAR ÖDEMESİ DOSYA ${number}`,
    counterparty: 'ÖRNEK SİGORTA A.Ş.',
    iban: iban(random, 'tr'),
  }),
} satisfies Record<string, (number: string, random: Prng, own: Holder) => MoneyWords>

export const OUTGOING = {
  transferTax: () => words('EFT MASRAFI BSMV'),
  transferFee: (random: Prng) => words(`${digits(random, 6)} HAVALE ÜCRETİ`),
  salary: (random: Prng, { month }: Spent) => ({
    text: `MAAŞ ÖDEMESİ ${month}`,
    counterparty: personName(random, 'tr'),
    iban: iban(random, 'tr'),
  }),
  supplier: (random: Prng, _own: Spent, supplier: FirmName) => ({
    text: `GIDEN EFT ${digits(random, 6)} nolu fatura`,
    counterparty: `${supplier.base} ${supplier.form}`,
    iban: iban(random, 'tr'),
  }),
  insurance: () => words('SGK PRİM ÖDEMESİ'),
  rent: (random: Prng, { month }: Spent) => ({
    text: `KİRA ÖDEMESİ ${month}`,
    counterparty: personName(random, 'tr'),
    iban: iban(random, 'tr'),
  }),
} satisfies Record<string, (random: Prng, own: Spent, supplier: FirmName) => MoneyWords>

/** Somebody unknown sends exactly what somebody owes. */
export function strangersLine(random: Prng, amountMinor: number, currency: string): MoneyFacts {
  const firm = firmName(random, 'tr')
  const isPerson = random.chance(0.5)
  return {
    amountMinor,
    currency,
    text: random.pick([
      'ödeme',
      'fatura',
      'borç',
      'GELEN HAVALE',
      'kapora',
      'fatura ödemesi',
      `${digits(random, 5)} ödeme`,
    ]),
    counterparty: isPerson
      ? `${personName(random, 'tr')} ${random.pick(['Er', 'Sarı', 'Uz', 'Tan'])}`
      : `${firm.base} Danışmanlık ${firm.form}`,
    iban: random.chance(0.7) ? iban(random, 'tr') : null,
  }
}
