/** People on paper, where nobody is “you”. */
import { UNNAMED_USER } from '../domain/user-name.ts'
import type { Language } from './index.ts'

const UNNAMED: Readonly<Record<Language, string>> = {
  en: 'User of this computer',
  tr: 'Bu bilgisayarın kullanıcısı',
  de: 'Benutzer dieses Rechners',
}

export function nameOnPaper(name: string, language: Language): string {
  return name === UNNAMED_USER ? UNNAMED[language] : name
}
