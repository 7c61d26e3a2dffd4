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
