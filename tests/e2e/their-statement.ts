/** What the other side has of the account of compare.spec.ts, in their view: our debit is their credit. */
export function theirStatement(): string {
  return [
    'Tarih;Evrak No;Açıklama;Borç;Alacak',
    '04.09.2026;ABC-2026-117;Alış faturası;;4.250,00',
    '15.09.2026;HVL-9;Gönderilen havale;1.000,00;',
    '16.09.2026;HVL-8;Nakit ödeme;750,00;',
    '18.09.2026;120;Alış faturası;;3.186,54',
    '22.09.2026;HVL-10;Gönderilen havale;2.500,00;',
    '23.09.2026;HVL-11;Gönderilen havale;3.500,00;',
    '',
  ].join('\n')
}

/** Most of the demo's account 120.01.0077 as they have it in September, with the faults people make. */
export const DENIZ_STATEMENT = [
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
