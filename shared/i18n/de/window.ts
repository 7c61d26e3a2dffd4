import type { windows as source } from '../en/window.ts'

export const windows = {
  'window.new': 'Diese Ansicht in neuem Fenster öffnen',
  'window.menu': 'Menü',
  'open.title': 'Aus einem anderen Programm geöffnet',
  'open.customer': 'Ein Link möchte dieses Konto in {company} öffnen:',
  'open.company': 'Eine Datei möchte in diesem Fenster als Firma geöffnet werden:',
  'open.note': 'Durch das Öffnen wird nichts gebucht und nichts geändert.',
  'support.title': 'Supportbericht',
  'support.command': 'Supportbericht anzeigen',
  'support.says':
    'Mehr steht nicht im Bericht: die Versionen von Saldo und System und was das Programm über sich selbst notiert hat. Er enthält keine Debitoren, Beträge, Steuernummern, Bankverbindungen oder Dateinamen von Ihnen. Es wird nichts gesendet; Sie entscheiden, wem Sie ihn geben.',
  'support.text': 'Text des Berichts',
  'support.copy': 'Kopieren',
  'support.copied': 'Bericht kopiert',
  'support.folder': 'Protokollordner anzeigen',
  'support.where': 'Protokolldateien auf diesem Rechner: {folder}',
} as const satisfies Record<keyof typeof source, string>
