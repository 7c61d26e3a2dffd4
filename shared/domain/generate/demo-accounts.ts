/** The demo's accounts: cards for the screens, and how each buys and pays for the plan. */
import { DEMO_CURRENCY, type PlannedCustomer } from './demo-plan.ts'
import { demoName } from './demo-names.ts'
import { isIbanOnCard, payerIban } from './demo-payers.ts'
import type { Prng } from './prng.ts'

export interface DemoAccount {
  readonly code: string
  readonly currency: string
  readonly terms: string
  /** Typical days after the due day. */
  readonly lateDays: number
  /** Share of its invoices that are never paid. */
  readonly neverPays: number
  /** Pays everything that is due in one sum. */
  readonly paysLump: boolean
  /** Size of its invoices; 1 is usual. */
  readonly scale: number
}

const TERMS = ['NET30', 'NET30', 'NET30', 'NET60', 'NET60', 'NET15', 'NET90', 'EOM+15']

export function accountsOf(
  random: Prng,
  count: number,
): { customers: PlannedCustomer[]; accounts: DemoAccount[] } {
  const used = new Set<string>()
  const customers: PlannedCustomer[] = []
  const accounts: DemoAccount[] = []
  for (let i = 0; i < count; i += 1) {
    const named = demoName(random, i + 1, used)
    const region = random.int(1, 20)
    const code = `120.${String(region).padStart(2, '0')}.${String(1000 + i).padStart(4, '0')}`
    const currency = named.isForeign
      ? named.language === 'de'
        ? 'EUR'
        : random.pick(['USD', 'USD', 'EUR'])
      : random.chance(0.04)
        ? 'USD'
        : DEMO_CURRENCY
    const terms = random.pick(TERMS)
    const scale = random.skewed(1, 0.8)
    const temper = random.next()
    accounts.push({
      code,
      currency,
      terms,
      scale,
      lateDays:
        temper < 0.55 ? random.int(0, 6) : temper < 0.9 ? random.int(8, 45) : random.int(45, 130),
      neverPays: temper < 0.9 ? 0.012 : 0.12,
      paysLump: random.chance(0.2),
    })
    const isBranch = i > 20 && random.chance(0.06) && !named.isForeign
    const first = isBranch ? customers[random.int(0, 19)] : undefined
    const parent = first?.fields['country'] === 'TR' ? first : undefined
    const limitMinor =
      Math.round((400_000 * scale) / (currency === DEMO_CURRENCY ? 1 : 42) / 1000) * 1000_00
    customers.push({
      code,
      name: parent === undefined ? named.name : branchName(parent.name, named.city, used),
      ...(parent === undefined ? {} : { parentCode: parent.code }),
      fields: {
        taxId: named.taxId,
        taxOffice: named.taxOffice,
        country: named.country,
        city: named.city,
        ...(isIbanOnCard(code) ? { iban: payerIban(code, named.language) } : {}),
        contact: named.contact,
        phone: named.phone,
        email: named.email,
        language: named.language,
        currency,
        terms,
        creditLimitMinor: limitMinor,
        segment: random.pick(['A', 'B', 'B', 'C', 'C', 'C']),
        tags: temper > 0.93 ? ['riskli'] : [],
        custom: { Rota: `Rota ${random.int(1, 8)}` },
      },
    })
  }
  return { customers, accounts }
}

/** A branch is known by its town; a second one there by its number. */
function branchName(parent: string, city: string, used: Set<string>): string {
  let name = `${parent} ${city} Şb.`
  for (let n = 2; used.has(name); n += 1) name = `${parent} ${city} ${n}. Şb.`
  used.add(name)
  return name
}
