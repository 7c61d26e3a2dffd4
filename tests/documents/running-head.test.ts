/** Later pages of a paper: the house and what the paper is stand beside each other, however long they are. */
import { readFileSync } from 'node:fs'
import { afterEach, expect, it } from 'vitest'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { CliFolder } from '../support/cli.ts'

const folder = new CliFolder()
afterEach(() => folder.remove())

it('M51 (part): the running head keeps a long company and a long customer apart', async () => {
  await folder.call(
    'init',
    '--name',
    'Çağdaş Dağıtım Pazarlama Sanayi ve Dış Ticaret Anonim Şirketi',
    '--currency',
    'TRY',
  )
  const name = 'Şişli Güneş İğne İplik Öğütücü Tekstil Sanayi ve Ticaret Limited Şirketi'
  const customers = folder.write('customers.csv', `code;name\n120.01.0001;${name}\n`)
  await folder.call('import', 'customers', customers)
  const entries = Array.from({ length: 90 }, (_, n) => ({
    type: 'invoice',
    customer_code: '120.01.0001',
    document_no: `INV-${n}`,
    document_date: '2026-09-10',
    amount: '10.00',
  }))
  await folder.call('post', folder.write('entries.json', JSON.stringify(entries)))
  const path = folder.path('statement.pdf')
  const made = await folder.call(
    'statement',
    '--customer',
    '120.01.0001',
    '--from',
    '2026-09-01',
    '--to',
    '2026-09-30',
    '--lang',
    'tr',
    '--pdf',
    path,
  )
  expect(made.code, made.out).toBe(0)
  const document = await getDocument({
    data: new Uint8Array(readFileSync(path)),
    useSystemFonts: false,
  }).promise
  const page = await document.getPage(2)
  const { items } = await page.getTextContent()
  const [house, paper] = items.flatMap((item) =>
    'str' in item && item.str.trim() !== ''
      ? [
          {
            text: item.str,
            left: Number(item.transform[4]),
            right: Number(item.transform[4]) + item.width,
          },
        ]
      : [],
  )
  expect(house?.text).toContain('Çağdaş')
  expect(paper?.text).toContain('Şişli Güneş')
  expect(paper?.left).toBeGreaterThan((house?.right ?? 0) + 8)
  expect(paper?.right).toBeLessThanOrEqual(page.view[2] ?? 0)
})
