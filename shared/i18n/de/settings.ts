import type { settings as source } from '../en/settings.ts'

export const settings = {
  'settings.title': 'Einstellungen',
  'settings.search': 'Einstellung suchen',
  'settings.scope.device': 'Dieser Rechner',
  'settings.scope.company': 'Firma',
  'settings.default': 'Vorgabe: {value}',
  'settings.language': 'Sprache',
  'settings.language.says': 'Der Bildschirme. Ein Neustart ist nicht nötig.',
  'settings.formats': 'Zahlen und Daten',
  'settings.formats.says':
    'Wie Beträge und Tage geschrieben und gelesen werden, unabhängig von der Sprache.',
  'settings.negative': 'Negative Beträge',
  'settings.negative.minus': 'Minus −1,00',
  'settings.negative.brackets': 'Klammern (1,00)',
  'settings.theme': 'Darstellung',
  'settings.theme.system': 'Wie das System',
  'settings.theme.light': 'Hell',
  'settings.theme.dark': 'Dunkel',
  'settings.density': 'Zeilenhöhe',
  'settings.textScale': 'Schriftgröße',
  'settings.contrast': 'Deutliche Farben',
  'settings.contrast.says': 'Macht Gefahr violett, für Augen, die Rot und Bernstein verwechseln.',
  'settings.singleKeys': 'Einzelne Buchstaben als Tasten',
  'settings.singleKeys.says':
    'Buchstaben allein wirken in Listen und Tabellen. Bei Spracheingabe ausschalten.',
  'settings.on': 'An',
  'settings.off': 'Aus',
} satisfies Record<keyof typeof source, string>
