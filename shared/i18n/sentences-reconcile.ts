/** Why the other side's statement is refused, or what was decided in reading it. */
export const RECONCILE_SENTENCES = {
  'reconcile.no_columns': {
    en: 'No row of the file names the columns of a statement: date, and amount or debit and credit. Choose the row with the headings, or get the statement as XLSX or CSV.',
    tr: 'Dosyanın hiçbir satırı ekstre sütunlarını adlandırmıyor: tarih ile tutar ya da borç ve alacak gerekli. Başlık satırını seçin ya da ekstreyi XLSX veya CSV olarak isteyin.',
    de: 'Keine Zeile der Datei nennt die Spalten eines Auszugs: Datum sowie Betrag oder Soll und Haben. Kopfzeile wählen oder den Auszug als XLSX oder CSV anfordern.',
  },
  'reconcile.no_accounts': {
    en: 'The file lists no accounts: it needs a code, a name and a balance, or account statements with their movements.',
    tr: 'Dosyada hesap listesi yok: kod, unvan ve bakiye ya da hareketleriyle cari ekstreler gerekli.',
    de: 'Die Datei führt keine Konten auf: nötig sind Nummer, Name und Saldo oder Kontoauszüge mit Bewegungen.',
  },
  'file.pdf_without_text': {
    en: 'This PDF holds pictures, no text. Ask for the statement as XLSX or CSV.',
    tr: 'Bu PDF’te metin yok, yalnız resim var. Ekstreyi XLSX ya da CSV olarak isteyin.',
    de: 'Diese PDF enthält Bilder und keinen Text. Den Auszug als XLSX oder CSV anfordern.',
  },
  'reconcile.other_currency': {
    en: 'Lines in {value} were left out: a comparison has one currency.',
    tr: '{value} satırları dışarıda bırakıldı: karşılaştırma tek para biriminde yapılır.',
    de: 'Zeilen in {value} blieben außen vor: ein Vergleich hat eine Währung.',
  },
}
