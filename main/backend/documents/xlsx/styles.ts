/**
 * The few looks a cell can have, as numbered formats of the workbook (ECMA-376 18.8): made when a
 * sheet first asks for one, written when all sheets are through. Grey only, so that it prints.
 */
import { escapeXml, XML_HEAD } from './xml.ts'

export type Weight = 'plain' | 'head' | 'total'

const FONTS = [
  '<font><sz val="10"/><name val="Calibri"/><family val="2"/></font>',
  '<font><b/><sz val="10"/><name val="Calibri"/><family val="2"/></font>',
  '<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>',
  '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font>',
  '<font><sz val="11"/><color rgb="FF5B6472"/><name val="Calibri"/><family val="2"/></font>',
]
const FILLS = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEEC"/><bgColor indexed="64"/></patternFill></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FFEDEFF2"/><bgColor indexed="64"/></patternFill></fill>',
]
const BORDERS = [
  '<border><left/><right/><top/><bottom/><diagonal/></border>',
  '<border><left/><right/><top/><bottom style="thin"><color rgb="FFB9C7C4"/></bottom><diagonal/></border>',
  '<border><left/><right/><top style="thin"><color rgb="FF43534F"/></top><bottom/><diagonal/></border>',
]

/** Where the looks of a sheet to edit stand in the lists above: the grey that locked fields have on screen. */
const EDIT_FONT = 2
const EDIT_HEAD_FONT = 3
const LOCKED_FONT = 4
const LOCKED_FILL = 3

/** Short date in the reader's own order; the one built-in format that follows the system. */
const SHORT_DATE = 14
/** Text as it is typed. */
const TEXT_FORMAT = 49
const FIRST_OWN_FORMAT = 164

export class Styles {
  readonly #formats: string[] = []
  readonly #cells: string[] = []
  readonly #known = new Map<string, number>()

  constructor() {
    // Style 0 is what every untouched cell has.
    this.text('plain', false)
  }

  /** Text; quoted, it stays text when a person edits the cell. */
  text(weight: Weight, isQuoted: boolean): number {
    return this.#style(
      `text ${weight} ${isQuoted}`,
      0,
      weight,
      isQuoted ? 'quotePrefix="1"' : '',
      weight === 'head' ? '<alignment vertical="center" wrapText="1"/>' : '',
    )
  }

  /** The heading of a column of numbers. */
  numberHead(): number {
    return this.#style(
      'number head',
      0,
      'head',
      '',
      '<alignment horizontal="right" vertical="center" wrapText="1"/>',
    )
  }

  day(weight: Weight): number {
    return this.#style(`day ${weight}`, SHORT_DATE, weight, '', '<alignment horizontal="left"/>')
  }

  number(weight: Weight): number {
    return this.#style(`number ${weight}`, 0, weight, '', '')
  }

  /** An amount with the digits of its currency. */
  amount(weight: Weight, digits: number): number {
    const format = digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`
    return this.#style(`amount ${weight} ${digits}`, this.#formatOf(format), weight, '', '')
  }

  /** A cell of a sheet to edit; locked ones are tinted, readable in print too. */
  edit(format: string, isLocked: boolean): number {
    return this.#make(
      `edit ${format} ${isLocked}`,
      format === '@' ? TEXT_FORMAT : this.#formatOf(format),
      [isLocked ? LOCKED_FONT : EDIT_FONT, isLocked ? LOCKED_FILL : 0, 0],
      'applyProtection="1" ',
      `<protection locked="${isLocked ? 1 : 0}"/>`,
    )
  }

  /** A heading of a sheet to edit. */
  editHead(isLocked: boolean): number {
    return this.#make(
      `edit head ${isLocked}`,
      0,
      [EDIT_HEAD_FONT, isLocked ? LOCKED_FILL : 0, 1],
      '',
      '',
    )
  }

  xml(): string {
    const formats = this.#formats
      .map(
        (code, i) => `<numFmt numFmtId="${FIRST_OWN_FORMAT + i}" formatCode="${escapeXml(code)}"/>`,
      )
      .join('')
    return `${XML_HEAD}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${
      formats === '' ? '' : `<numFmts count="${this.#formats.length}">${formats}</numFmts>`
    }<fonts count="${FONTS.length}">${FONTS.join('')}</fonts><fills count="${FILLS.length}">${FILLS.join('')}</fills><borders count="${BORDERS.length}">${BORDERS.join('')}</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${this.#cells.length}">${this.#cells.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
  }

  #formatOf(code: string): number {
    const index = this.#formats.indexOf(code)
    return FIRST_OWN_FORMAT + (index >= 0 ? index : this.#formats.push(code) - 1)
  }

  #style(key: string, format: number, weight: Weight, more: string, alignment: string): number {
    return this.#make(
      key,
      format,
      [
        weight === 'plain' ? 0 : 1,
        weight === 'head' ? 2 : 0,
        weight === 'head' ? 1 : weight === 'total' ? 2 : 0,
      ],
      alignment === '' ? more : `applyAlignment="1" ${more}`,
      alignment,
    )
  }

  #make(
    key: string,
    format: number,
    [font, fill, border]: readonly [font: number, fill: number, border: number],
    more: string,
    inside: string,
  ): number {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const made =
      this.#cells.push(
        `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" ${more}${inside === '' ? '/>' : `>${inside}</xf>`}`,
      ) - 1
    this.#known.set(key, made)
    return made
  }
}
