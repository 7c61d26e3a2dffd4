/** Files made to exhaust or mislead a reader, with the code each must be refused by. */
import { type ZipPart, zip } from './zip.ts'
import { sheetXml, workbookParts } from './workbook.ts'

const MIB = 2 ** 20
const NS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const wrap = (inner: string) =>
  `<worksheet xmlns="${NS}"><sheetData>${inner}</sheetData></worksheet>`
const honest = sheetXml([['type'], ['invoice']])

const withSheet = (sheet: string | Buffer, more: readonly ZipPart[] = []) =>
  zip([
    ...workbookParts(honest).filter(({ name }) => !name.includes('sheet1')),
    { name: 'xl/worksheets/sheet1.xml', content: sheet },
    ...more,
  ])
const withPart = (part: ZipPart) =>
  zip([...workbookParts(honest).filter(({ name }) => name !== part.name), part])

export const BOMBS: readonly (readonly [string, string, () => Buffer])[] = [
  ['60 MiB of blanks in one sheet', 'file.bomb', () => withSheet(wrap(' '.repeat(60 * MIB)))],
  [
    'a part that says it is small',
    'file.damaged',
    () =>
      withPart({
        name: 'xl/worksheets/sheet1.xml',
        content: wrap(' '.repeat(10 * MIB)),
        claimedSize: 100,
      }),
  ],
  [
    'a part that says it is larger than it is',
    'file.damaged',
    () => withPart({ name: 'xl/worksheets/sheet1.xml', content: honest, claimedSize: 2 ** 31 }),
  ],
  [
    'shared strings of one letter',
    'file.bomb',
    () =>
      withSheet(honest, [
        {
          name: 'xl/sharedStrings.xml',
          content: `<sst><si><t>${'x'.repeat(40 * MIB)}</t></si></sst>`,
        },
      ]),
  ],
  [
    'five thousand parts',
    'file.bomb',
    () =>
      withSheet(
        honest,
        Array.from({ length: 5000 }, (_, i) => ({ name: `xl/media/${i}.bin`, content: '' })),
      ),
  ],
  [
    'one name twice',
    'file.hostile',
    () => withSheet(honest, [{ name: 'xl/workbook.xml', content: '<workbook/>' }]),
  ],
  [
    'one name twice, once in capitals',
    'file.hostile',
    () => withSheet(honest, [{ name: 'XL/Workbook.xml', content: '<workbook/>' }]),
  ],
  ['a name upwards', 'file.hostile', () => withSheet(honest, [{ name: '../x.xml', content: '' }])],
  [
    'a name upwards with backslashes',
    'file.hostile',
    () => withSheet(honest, [{ name: 'xl\\..\\..\\x.xml', content: '' }]),
  ],
  [
    'an absolute name',
    'file.hostile',
    () => withSheet(honest, [{ name: '/etc/x.xml', content: '' }]),
  ],
  [
    'a billion laughs',
    'file.hostile',
    () =>
      withSheet(
        `<!DOCTYPE a [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, i) => `<!ENTITY b${i} "${`&${i === 0 ? 'a' : `b${i - 1}`};`.repeat(10)}">`).join('')}]>${wrap('<row><c t="str"><v>&b8;</v></c></row>')}`,
      ),
  ],
  [
    'an outside entity',
    'file.hostile',
    () =>
      withSheet(
        `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${wrap('<row><c><v>&x;</v></c></row>')}`,
      ),
  ],
  ['a part in UTF-16', 'file.hostile', () => withSheet(Buffer.from(`\ufeff${honest}`, 'utf16le'))],
  [
    'a hundred thousand elements deep',
    'file.hostile',
    () => withSheet(wrap('<row>'.repeat(100_000) + '</row>'.repeat(100_000))),
  ],
  [
    'a character that is none',
    'file.damaged',
    () => withSheet(wrap('<row><c t="str"><v>&#0;</v></c></row>')),
  ],
  [
    'an entity nobody declared',
    'file.damaged',
    () => withSheet(wrap('<row><c t="str"><v>&lol;</v></c></row>')),
  ],
  [
    'a row far below the last',
    'file.too_many_rows',
    () => withSheet(wrap('<row r="99999999999"><c><v>1</v></c></row>')),
  ],
  [
    'more rows than a sheet has',
    'file.too_many_rows',
    () =>
      withPart({
        name: 'xl/worksheets/sheet1.xml',
        content: wrap('<row/>'.repeat(1_048_577)),
        stored: true,
      }),
  ],
  [
    'a cell far to the right',
    'file.too_many_columns',
    () => withSheet(wrap('<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>')),
  ],
  [
    'columns hidden without end, and nothing else',
    'file.empty',
    () =>
      withSheet(
        `<worksheet xmlns="${NS}"><cols><col min="1" max="999999999999" hidden="1"/></cols><sheetData/></worksheet>`,
      ),
  ],
  ['half an archive', 'file.damaged', () => withSheet(honest).subarray(0, 400)],
  [
    'columns without end.csv',
    'file.too_many_columns',
    () => Buffer.from(`${'a,'.repeat(100_000)}\n1\n`),
  ],
  [
    'a quote opened before twenty megabytes.csv',
    'file.quote_unclosed',
    () => Buffer.from(`type,document_no\ninvoice,"${'x,y\n'.repeat(5 * MIB)}`),
  ],
  [
    'only quotes.csv',
    'file.quote_unclosed',
    () => Buffer.from(`type,document_no\n${'"'.repeat(1_000_001)}`),
  ],
]
