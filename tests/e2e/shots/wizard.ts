/** The import wizard, step by step on one draft that goes on from shot to shot, and the round trip. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bringBack } from './round-trip.ts'
import { press, type Shot, type Stage } from './shot.ts'

const row = (n: number, code: string, name: string, no: string, day: string, amount: string) =>
  `${code};${name};Satış Faturası;${no};${day};${amount};Ekim sevkiyatı ${n}`

/** What a clerk gets from an ERP: a title line, two impossible days, an unknown account, a letter in an amount. */
const OPEN_ITEMS = [
  'Toros Dağıtım A.Ş. açık belgeler;;;;;;',
  'Cari Kodu;Unvan;Belge Türü;Belge No;Belge Tarihi;Tutar;Açıklama',
  ...Array.from({ length: 24 }, (_, n) =>
    row(
      n + 1,
      '120.01.0077',
      'Deniz Ticaret',
      `SLS20260000${1300 + n}`,
      n === 4 || n === 9 ? '31.09.2026' : `${String((n % 28) + 1).padStart(2, '0')}.10.2026`,
      n === 12 ? '12.450.OO' : `${3 + n}.${String(100 + 37 * n).slice(0, 3)},${10 + n}`,
    ),
  ),
  row(25, '120.99.7781', 'Karadeniz Medikal A.Ş.', 'SLS202600001399', '12.10.2026', '86.359,54'),
  'Genel Toplam;;;;;1.000.000,00;',
].join('\n')

const next = async (stage: Stage) => {
  await stage.page
    .locator('footer button[aria-keyshortcuts="Control+Enter"]:not([aria-disabled])')
    .waitFor()
  await stage.press('Control+Enter')
}

export const WIZARD: readonly Shot[] = [
  { name: 'imports', path: '/imports' },
  { name: 'import-unreadable', path: '/imports', act: unreadable },
  {
    name: 'import-file',
    path: '/imports',
    act: (stage) => stage.drop('acik_kalemler_ekim.csv', OPEN_ITEMS),
  },
  { name: 'import-columns', path: '/imports?step=file', act: next },
  { name: 'import-check', path: '/imports?step=columns', act: next },
  { name: 'import-problem', path: '/imports?step=check', act: press('F8') },
  { name: 'import-fix', path: '/imports?step=check', act: press('F8', 'F2') },
  { name: 'imports-draft', path: '/imports' },
  { name: 'import-dry-run', path: '/imports?step=check', act: next },
  {
    name: 'import-done',
    path: '/imports?step=dryrun',
    act: async (stage) => {
      await stage.page.locator('main input[type=radio]').first().focus()
      await stage.press('Space')
      await next(stage)
    },
  },
  { name: 'import-undone', path: '/imports?step=done', act: press('u') },
  { name: 'imports-batches', path: '/imports' },
  { name: 'roundtrip-none', path: '/roundtrip' },
  {
    name: 'roundtrip',
    path: '/customers',
    act: (stage) => bringBack(stage, mkdtempSync(join(tmpdir(), 'saldo-shot-'))),
  },
]

async function unreadable(stage: Stage): Promise<void> {
  await stage.drop('eski-liste.xls', '\u00d0\u00cf\u0011\u00e0')
}
