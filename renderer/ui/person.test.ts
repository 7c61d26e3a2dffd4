import { expect, it } from 'vitest'
import { catalogues } from '../../shared/i18n/index.ts'
import { nameOnPaper } from '../../shared/i18n/people.ts'
import { personText } from './person.ts'

it('ux 8: nobody is called by the name a new file begins with, on screen or on paper', () => {
  const say = (id: keyof typeof catalogues.tr) => String(catalogues.tr[id])

  expect(personText('owner', say as never)).toBe('Siz')
  expect(personText('Elif Yılmaz', say as never)).toBe('Elif Yılmaz')
  expect(nameOnPaper('owner', 'de')).toBe('Benutzer dieses Rechners')
  expect(nameOnPaper('Elif Yılmaz', 'de')).toBe('Elif Yılmaz')
})
