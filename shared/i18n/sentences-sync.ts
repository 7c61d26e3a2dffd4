/** What cannot be done with work the server holds. */
export const SYNC_SENTENCES = {
  'held.unknown': {
    en: 'There is no operation {op} here.',
    tr: 'Burada {op} kimlikli bir işlem yok.',
    de: 'Es gibt hier keinen Vorgang {op}.',
  },
  'held.no_exit': {
    en: 'This is not open for this operation as it stands. Look at the ways out it lists.',
    tr: 'Bu işlem şu durumdayken bu yapılamaz. Listelenen çıkış yollarına bakın.',
    de: 'Das ist für diesen Vorgang in diesem Stand nicht möglich. Sehen Sie die genannten Auswege an.',
  },
  'held.in_flight': {
    en: 'This operation is on its way to the server. Wait for the answer.',
    tr: 'Bu işlem sunucuya gönderildi. Yanıtı bekleyin.',
    de: 'Dieser Vorgang ist zum Server unterwegs. Warten Sie die Antwort ab.',
  },
} as const
