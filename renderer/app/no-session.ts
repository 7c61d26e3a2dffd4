/** Shown when the link was used already or has expired: before any catalogue or screen is loaded. */
const SENTENCES = [
  [
    'tr',
    'Bu bağlantı kullanılmış ya da süresi dolmuş. Saldo’nun çalıştığı uçbirimde Enter’a basıp yeni bağlantıyı açın.',
  ],
  [
    'en',
    'This link was used already or has expired. Press Enter in the terminal where Saldo runs and open the fresh link.',
  ],
  [
    'de',
    'Dieser Link wurde schon benutzt oder ist abgelaufen. In dem Terminal, in dem Saldo läuft, Enter drücken und den neuen Link öffnen.',
  ],
] as const

export function showNoSession(root: HTMLElement): void {
  const own = SENTENCES.filter(([language]) => navigator.language.startsWith(language))
  const main = document.createElement('main')
  for (const [language, sentence] of own.length > 0 ? own : SENTENCES) {
    const paragraph = document.createElement('p')
    paragraph.lang = language
    paragraph.textContent = sentence
    main.append(paragraph)
  }
  root.replaceChildren(main)
}
