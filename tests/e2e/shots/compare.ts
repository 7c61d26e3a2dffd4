/** Their statement beside ours: before the file, the result, its columns, and a file that is refused. */
import { press, type Shot, type Stage } from './shot.ts'

const DENIZ = '/compare?customer=120.01.0077'

/** Most of the account as they have it, with the faults people make. */
const THEIRS = [
  'DENİZ TİCARET A.Ş. CARİ HESAP EKSTRESİ;;;;;',
  'Tarih;Evrak No;Açıklama;Borç;Alacak;Bakiye',
  '10.06.2026;INV-101;Alış faturası;;12.000,00;12.000,00 (A)',
  '06.08.2026;102;Alış faturası;;8.000,00;20.000,00 (A)',
  '18.08.2026;HVL-331;Gönderilen havale Garanti BBVA;1.500,00;;18.500,00 (A)',
  '20.09.2026;INV-103;Alış faturası;;50.000,00;68.500,00 (A)',
  '21.09.2026;IND-7;Kasım kampanyası iskontosu;250,00;;68.250,00 (A)',
  '30.09.2026;HVL-398;EFT masrafı;6,20;;68.243,80 (A)',
  'Toplam;;;1.756,20;70.000,00;68.243,80 (A)',
].join('\n')

async function result({ page, drop, settle }: Stage): Promise<void> {
  await drop('deniz-ekstre-eylül.csv', THEIRS, /compare/)
  await page.locator('main table tfoot').waitFor()
  await settle()
}

export const COMPARE: readonly Shot[] = [
  { name: 'compare-whose', path: '/compare' },
  { name: 'compare-start', path: DENIZ },
  {
    name: 'compare-refused',
    path: DENIZ,
    act: async ({ page, drop, settle }) => {
      await drop('ekstre.csv', 'Tarih;Evrak No;Borç\n31.09.2026;A-1;10,00\n', /compare/)
      await page.getByRole('alert').waitFor()
      await settle()
    },
  },
  { name: 'compare', path: DENIZ, act: result },
  { name: 'compare-line', path: DENIZ, act: press('ArrowDown', 'ArrowDown') },
  {
    name: 'compare-cause',
    path: DENIZ,
    act: async ({ page, settle }) => {
      await page.locator('main table tbody button').first().click()
      await settle()
    },
  },
  { name: 'compare-matched', path: `${DENIZ}&show=matched` },
  { name: 'compare-all', path: `${DENIZ}&show=all` },
  { name: 'compare-columns', path: DENIZ, act: press('c') },
]
