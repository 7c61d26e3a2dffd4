import { describe, expect, it } from 'vitest'
import { NameIndex } from './names.ts'

const NAMES = [
  'Şimşek Isıtma San. ve Tic. A.Ş.',
  'Şimşek Isıtma Ltd. Şti.',
  'Müller Büromöbel GmbH & Co. KG',
  'Großmann Straßenbau AG',
  'Thames Glass Ltd.',
  'Gözde Yapı Market A.Ş.',
]
const index = new NameIndex(NAMES)
const found = (text: string, isCut = false) =>
  index.find(text, { isName: true, isCut }).map((hit) => NAMES[hit.customer])

describe('names in texts', () => {
  it('M107: Turkish and German letters are found in every spelling', () => {
    for (const text of [
      'SIMSEK ISITMA SAN TIC AS',
      'ŞİMŞEK ISITMA A.Ş.',
      'ÞÝMÞEK ISITMA A.Þ.',
      '?im?ek Is?tma A.?.',
    ])
      expect(found(text)[0], text).toBe(NAMES[0])
    for (const text of ['MUELLER BUEROMOEBEL', 'Muller Buromobel GmbH', 'M?ller B?rom?bel'])
      expect(found(text)[0], text).toBe(NAMES[2])
    for (const text of ['GROSSMANN STRASSENBAU', 'Gro?mann Stra?enbau', 'GROßMANN STRAßENBAU AG'])
      expect(found(text)[0], text).toBe(NAMES[3])
  })

  it('M107: legal forms tell sisters apart, and only those', () => {
    expect(found('SIMSEK ISITMA LIMITED SIRKETI')[0]).toBe(NAMES[1])
    const hits = index.find('SIMSEK ISITMA', { isName: true, isCut: false })
    expect(hits).toHaveLength(2)
    expect(hits.map((hit) => [hit.found, hit.form])).toEqual([
      [1, 0],
      [1, 0],
    ])
  })

  it('M107: cut and misspelled names are found, strangers are not', () => {
    expect(found('GÖZDE YAPI MAR', true)[0]).toBe(NAMES[5])
    expect(found('GOZDE YAPI MARKT')[0]).toBe(NAMES[5])
    expect(found('Ali Veli')).toEqual([])
    const hit = index.find('Thames Glass Danışmanlık Turizm', { isName: true, isCut: false })[0]
    expect(hit?.explained).toBeLessThan(0.6)
  })
})
