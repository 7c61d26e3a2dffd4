/** Their statement read: columns, sides, balances, carried sums, in what form it comes; and what is refused. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readStatement } from '../../main/backend/reconcile/read-statement.ts'
import { readStatementBytes } from '../../main/backend/reconcile/read-statement-bytes.ts'
import { Prng } from '../../shared/domain/generate/prng.ts'
import type {
  StatementFile,
  StatementFileOptions,
} from '../../shared/domain/twosided/statement-file.ts'
import { CliFolder } from '../support/cli.ts'
import { workbook } from '../support/workbook.ts'

const OPTIONS = { currencies: ['TRY'] }
const text = (content: string, options: StatementFileOptions = OPTIONS, isPaste = false) =>
  readStatementBytes(Buffer.from(content), options, isPaste)
const short = ({ openingMinor, closingMinor, lines }: StatementFile) => ({
  openingMinor,
  closingMinor,
  lines: lines.map(({ row, on, number, plusMinor }) => `${row} ${on} ${number} ${plusMinor}`),
})

const PLAIN = {
  openingMinor: 100_000,
  closingMinor: 105_050,
  lines: ['3 2026-09-01 A-1 25050', '4 2026-09-08 H-7 -20000'],
}

describe('N4: columns, sides and balances are recognised', () => {
  it.each([
    [
      'debit and credit, Turkish',
      'Tarih;Evrak No;Açıklama;Borç;Alacak;Bakiye\n01.09.2026;;Devir;1.000,00;;1.000,00\n01.09.2026;A-1;Mal;250,50;;1.250,50\n08.09.2026;H-7;Havale;;200,00;1.050,50\n',
    ],
    [
      'debit and credit, English',
      'Date,Document no,Details,Debit,Credit,Balance\n2026-09-01,,Opening balance,,,1000.00\n2026-09-01,A-1,Goods,250.50,,1250.50\n2026-09-08,H-7,Transfer,,200.00,1050.50\n',
    ],
    [
      'debit and credit, German, balance with its side',
      'Belegdatum;Belegnummer;Buchungstext;Soll;Haben;Saldo\n01.09.2026;;Saldovortrag;;;1.000,00 S\n01.09.2026;A-1;Ware;250,50;;1.250,50 S\n08.09.2026;H-7;Zahlung;;200,00;1.050,50 S\n',
    ],
    [
      'amount and side',
      'Tarih;Evrak No;Tutar;B/A;Bakiye\n01.09.2026;Devir;1.000,00;B;1.000,00\n01.09.2026;A-1;250,50;B;1.250,50\n08.09.2026;H-7;200,00;A;1.050,50\n',
    ],
    [
      'signed amount, balance turned round',
      'Tarih;Evrak No;Tutar;Bakiye\n01.09.2026;Devir;1.000,00;-1.000,00\n01.09.2026;A-1;250,50;-1.250,50\n08.09.2026;H-7;-200,00;-1.050,50\n',
    ],
    [
      'balances in two columns, sums at the end',
      'Tarih;Evrak No;Borç;Alacak;Borç Bakiye;Alacak Bakiye\n01.09.2026;Devir;;;1.000,00;\n01.09.2026;A-1;250,50;;1.250,50;\n08.09.2026;H-7;;200,00;1.050,50;\nToplam;;250,50;200,00;1.050,50;\n',
    ],
  ])('%s', async (_, content) => {
    expect(short(await text(content))).toEqual(PLAIN)
  })

  it('takes the opening from the running balance, whichever row is first', async () => {
    const down =
      'Tarih;Evrak No;Borç;Alacak;Bakiye\n01.09.2026;A-1;250,50;;1.250,50\n08.09.2026;H-7;;200,00;1.050,50\n'
    const up =
      'Tarih;Evrak No;Borç;Alacak;Bakiye\n08.09.2026;H-7;;200,00;1.050,50\n01.09.2026;A-1;250,50;;1.250,50\n'

    expect(await text(down)).toMatchObject({ openingMinor: 100_000, closingMinor: 105_050 })
    expect(short(await text(up))).toEqual({
      openingMinor: 100_000,
      closingMinor: 105_050,
      lines: ['3 2026-09-01 A-1 25050', '2 2026-09-08 H-7 -20000'],
    })
  })

  it('leaves out what carries a sum over a page, repeated headings and totals, and nothing else', async () => {
    const content = `Firma;;;;
Tarih;Evrak No;Borç;Alacak;Bakiye
01.09.2026;Devreden Bakiye;;;1.000,00
01.09.2026;A-1;250,50;;1.250,50
Nakli Yekûn;;250,50;0,00;1.250,50
Tarih;Evrak No;Borç;Alacak;Bakiye
Devreden Toplam;;250,50;0,00;1.250,50
08.09.2026;H-7;;200,00;1.050,50
Genel Toplam;;250,50;200,00;1.050,50
`

    expect(short(await text(content))).toEqual({
      ...PLAIN,
      lines: ['4 2026-09-01 A-1 25050', '8 2026-09-08 H-7 -20000'],
    })
  })

  it('reads what is pasted from a spreadsheet', async () => {
    const pasted =
      'Tarih\tEvrak No\tAçıklama\tBorç\tAlacak\n01.09.2026\tA-1\t"iki\nsatır"\t250,50\t\n08.09.2026\tH-7\tHavale\t\t200,00'
    const file = await text(pasted, OPTIONS, true)

    expect(file).toMatchObject({ format: 'paste', openingMinor: null, closingMinor: null })
    expect(short(file).lines).toEqual(['2 2026-09-01 A-1 25050', '3 2026-09-08 H-7 -20000'])
    expect(file.detected).toMatchObject({
      separator: '\t',
      map: {
        date: 'Tarih',
        document_no: 'Evrak No',
        text: 'Açıklama',
        debit: 'Borç',
        credit: 'Alacak',
      },
    })
  })

  it('reads a workbook, numbers with their binary noise', async () => {
    const bytes = workbook([
      ['Cari Hesap Ekstresi', null, null, null],
      ['Tarih', 'Evrak No', 'Borç', 'Alacak'],
      ['01/09/2026', 'A-1', 250.5, null],
      ['08/09/2026', 'H-7', null, 200.00000000000003],
    ])
    const file = await readStatementBytes(bytes, OPTIONS, false)

    expect(file.format).toBe('xlsx')
    expect(short(file).lines).toEqual(['3 2026-09-01 A-1 25050', '4 2026-09-08 H-7 -20000'])
  })

  it('reads by a map where the headings say nothing', async () => {
    const content = 'x1;x2;x3\n01.09.2026;A-1;250,50\n'
    const map = { date: 'x1', document_no: 'x2', amount: 'x3' }

    await expect(text(content)).rejects.toMatchObject({ code: 'column.missing' })
    expect(short(await text(content, { ...OPTIONS, map })).lines).toEqual([
      '2 2026-09-01 A-1 25050',
    ])
  })

  it('takes the rows of the account’s currency and says that others were left out', async () => {
    const content =
      'Tarih;Evrak No;Tutar;Döviz\n01.09.2026;A-1;250,50;TL\n02.09.2026;A-2;99,00;USD\n08.09.2026;A-3;99,00;USD\n'
    const file = await text(content)

    expect(short(file).lines).toEqual(['2 2026-09-01 A-1 25050'])
    expect(file.warnings).toContainEqual(
      expect.objectContaining({ code: 'reconcile.other_currency', value: 'USD' }),
    )
    expect((await text(content, { currencies: ['USD'] })).lines.length).toBe(2)
  })

  it('says where a running balance breaks', async () => {
    const content =
      'Tarih;Evrak No;Borç;Alacak;Bakiye\n01.09.2026;A-1;250,50;;1.250,50\n08.09.2026;H-7;;200,00;1.050,50\n09.09.2026;H-8;;10,00;1.020,50\n10.09.2026;H-9;;20,50;1.000,00\n'

    expect((await text(content)).warnings).toEqual([
      expect.objectContaining({ row: 4, column: 'balance', code: 'bank.balance_chain' }),
    ])
  })
})

describe('N4 reliability-security 5: what is refused, and where', () => {
  it.each([
    ['', 'file.empty', {}],
    ['\u0000\u0001\u0002\u0003PK', 'file.nul', {}],
    ['<html><body>ekstre</body></html>', 'file.not_a_table', {}],
    ['Tarih;Borç;Alacak\n', 'file.empty', {}],
    ['Ürün;Renk\nElma;kırmızı\n', 'column.missing', { column: 'date' }],
    ['Tarih;Borç\n31.02.2026;10,00\n', 'date.invalid', { row: 2, column: 'date' }],
    ['Tarih;Evrak No;Borç\n;A-1;10,00\n', 'required.missing', { row: 2, column: 'date' }],
    ['Tarih;Borç\n01.02.2026;on lira\n', 'amount.invalid', { row: 2, column: 'debit' }],
    ['Tarih;Borç\n01.02.2026;10,005\n01.02.2026;1,55\n', 'amount.precision', { row: 2 }],
    ['Tarih;Borç\n01.02.2026;#REF!\n', 'cell.error', { row: 2, column: 'debit' }],
    ['Tarih;Tutar;B/A\n01.02.2026;10,00;X\n', 'bank.side_unknown', { row: 2, column: 'dc' }],
    ['Tarih;Borç;Borç\n01.02.2026;10,00;1,00\n', 'column.duplicate', {}],
    ['Tarih;Borç\n01.02.2026;"10,00\n', 'file.quote_unclosed', { row: 2 }],
    ['%PDF-1.7\n1 0 obj', 'file.truncated', {}],
    ['%PDF-1.7\nno pdf at all\n%%EOF', 'file.damaged', {}],
  ])('%j is refused with %s', async (content, code, params) => {
    await expect(text(content)).rejects.toMatchObject({
      name: 'FileFailure',
      code,
      params: expect.objectContaining(params),
    })
  })

  it('refuses a PDF of pictures, and says what to ask for', async () => {
    const pdf =
      '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'

    await expect(text(pdf)).rejects.toMatchObject({ code: 'file.pdf_without_text' })
  })

  it('never fails but with a code, whatever bytes come', async () => {
    const random = new Prng(Number(process.env['FUZZ_SEED'] ?? 11))
    const seed = Buffer.from(
      'Tarih;Evrak No;Açıklama;Borç;Alacak;Bakiye\n01.09.2026;;Devir;1.000,00;;1.000,00\n01.09.2026;A-1;Mal;250,50;;1.250,50\n08.09.2026;H-7;Havale;;200,00;1.050,50\nToplam;;;1,00;2,00;3,00\n',
    )
    let read = 0
    for (let n = 0; n < 1500; n += 1) {
      const bytes = Buffer.from(seed)
      for (let i = random.int(1, 6); i > 0; i -= 1)
        bytes[random.int(0, bytes.length - 1)] = random.pick([
          0x3b, 0x0a, 0x22, 0x2d, 0x41, 0x39, 0xfd,
        ])
      const cut = random.chance(0.3) ? bytes.subarray(0, random.int(0, bytes.length)) : bytes
      try {
        const file = await readStatementBytes(cut, OPTIONS, random.chance(0.5))
        for (const { plusMinor } of file.lines) expect(Number.isSafeInteger(plusMinor)).toBe(true)
        read += 1
      } catch (error) {
        expect(error).toMatchObject({
          name: 'FileFailure',
          code: expect.stringMatching(/^\w+\.\w+$/),
        })
        expect(error).not.toMatchObject({ code: 'file.damaged' })
      }
    }
    expect(read).toBeGreaterThan(100)
  })
})

describe('N4: our own papers sent back', () => {
  const folder = new CliFolder()
  const pdfs = mkdtempSync(join(tmpdir(), 'saldo-two-sided-'))
  afterAll(() => {
    folder.remove()
    rmSync(pdfs, { recursive: true })
  })

  beforeAll(async () => {
    await folder.call('init', '--name', 'Beyaz', '--currency', 'TRY')
    const customers = 'customer_code,name\nB1,Kırmızı Şemsiye İnşaat Ltd\n'
    await folder.call('import', 'customers', folder.write('customers.csv', customers))
    const rows = Array.from({ length: 120 }, (_, i) => {
      const day = `2026-0${1 + Math.floor(i / 28)}-${String(1 + (i % 28)).padStart(2, '0')}`
      const invoice = `invoice,ABC2026${String(i + 1).padStart(9, '0')},B1,${day},${day},${(1000 + i * 37.31).toFixed(2)},Çeşitli mal ${i}`
      const receipt = `receipt,T-${i},B1,${day},${day},${(2500 + i * 11.13).toFixed(2)},Havale`
      return i % 3 === 2 ? `${invoice}\n${receipt}` : invoice
    })
    const head = 'type,document_no,customer_code,document_date,due_date,amount,description'
    const documents = folder.write('documents.csv', [head, ...rows].join('\n'))
    const { json } = await folder.call('import', 'documents', documents)
    expect(json).toMatchObject({ imported: 160 })
    const pdf = folder.path('paper.pdf')
    await folder.call('statement', '--customer', 'B1', '--lang', 'tr', '--pdf', pdf)
  })

  it.each(
    ['tr', 'en', 'de'].flatMap((language) =>
      ['pdf', 'xlsx', 'csv'].map((format) => [language, format] as const),
    ),
  )(
    'in %s as %s: every line matches, the view is ours, nothing differs',
    async (language, format) => {
      const path = folder.path(`statement-${language}.${format}`)
      await folder.call('statement', '--customer', 'B1', '--lang', language, `--${format}`, path)
      const { code, json } = await folder.call('reconcile', 'statement', path, '--customer', 'B1')

      expect(code).toBe(0)
      expect(json).toMatchObject({
        theirs: { opening: '0.00', closing: '259458.80' },
        difference: '0.00',
        explanation: [],
        unexplained: '0.00',
        detected: { view: 'ours', format },
      })
      expect((json['matched'] as unknown[]).length).toBe(160)
    },
  )

  it('refuses a PDF cut anywhere, or reads it whole', async () => {
    const whole = readFileSync(folder.path('paper.pdf'))
    const random = new Prng(3)
    for (let n = 0; n < 40; n += 1) {
      const cut = whole.subarray(0, random.int(1, whole.length - 6))
      await expect(readStatementBytes(cut, OPTIONS, false)).rejects.toMatchObject({
        name: 'FileFailure',
        code: expect.stringMatching(/^file\./),
      })
    }
  })

  it('loads no network module for a PDF', () => {
    const module = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)
    const said = join(pdfs, 'said.json')
    const program = `
      import { readFileSync, writeFileSync } from 'node:fs'
      await import(${module('../../main/backend/tabular/read-process.ts')})
      const { withoutNetwork } = await import(${module('../../main/backend/tabular/without-network.ts')})
      withoutNetwork()
      const { readStatementBytes } = await import(${module('../../main/backend/reconcile/read-statement-bytes.ts')})
      const { lines } = await readStatementBytes(readFileSync(${JSON.stringify(folder.path('paper.pdf'))}), { currencies: ['TRY'] }, false)
      writeFileSync(${JSON.stringify(said)}, JSON.stringify({ read: lines.length, modules: process.moduleLoadList }))`
    writeFileSync(join(pdfs, 'reader.mjs'), program)
    // No output streams, as in the product: for a pipe Node itself would load `net`.
    execFileSync(process.execPath, [join(pdfs, 'reader.mjs')], { env: {}, stdio: 'ignore' })
    const answer = JSON.parse(readFileSync(said, 'utf8')) as { read: number; modules: string[] }

    expect(answer.read).toBe(160)
    expect(
      answer.modules.filter((name) =>
        /^NativeModule (?:net|tls|https?|http2|dns|dgram|_http_\w+|inspector)$/.test(name),
      ),
    ).toEqual([])
  })

  it('reads a PDF in the bounded process too, and stops it in time', async () => {
    const path = join(pdfs, 'statement.pdf')
    writeFileSync(path, readFileSync(folder.path('paper.pdf')))
    const file = await readStatement({ path }, OPTIONS)

    expect(file).toMatchObject({ format: 'pdf', closingMinor: 25_945_880 })
    await expect(
      readStatement({ path }, OPTIONS, { memoryMiB: 1024, timeMs: 1 }),
    ).rejects.toMatchObject({ name: 'Refusal', code: 'file.timeout' })
  })
})
