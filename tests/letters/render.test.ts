/** Letters as files: to the cent against the ledger, from the papers' own text; none missing or doubled after kills. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../main/backend/company/clock.ts'
import { openCompanyFile } from '../../main/backend/company/opening.ts'
import { contract } from '../../shared/contract/index.ts'
import { statementOf } from '../../main/backend/features/statements.ts'
import { amountInWords } from '../../shared/domain/letters/words.ts'
import { LANGUAGES } from '../../shared/i18n/index.ts'
import { DEFAULT_LOCALE, formattersFor } from '../../shared/i18n/formatters.ts'
import { readPdf } from '../support/pdf-text.ts'
import { openWorkbook } from '../support/recompute.ts'
import { saldo } from '../support/cli.ts'

const LETTERS = Number(process.env['SALDO_LETTERS'] ?? 200)
/** A busy machine is slow, not wrong. */
const TIMEOUT_MS = Math.max(240_000, LETTERS * 1200)
const AS_OF = '2026-10-31'

let dir: string
let company: string
let campaign: { id: string; letters: Letter[] }
interface Letter {
  readonly customer: string
  readonly number: string
  readonly language: 'tr' | 'en' | 'de'
  readonly balances: readonly { readonly currency: string; readonly balance: string }[]
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'saldo-letters-'))
  company = join(dir, 'demo.saldo')
  await saldo(
    'demo',
    '--company',
    company,
    '--customers',
    String(LETTERS),
    '--documents',
    String(LETTERS * 10),
  )
  const made = await saldo(
    'campaign',
    'create',
    '--as-of',
    AS_OF,
    '--from',
    '2026-01-01',
    '--company',
    company,
    '--json',
  )
  campaign = made.json as never
}, TIMEOUT_MS)
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const render = (out: string, ...more: readonly string[]) =>
  saldo('campaign', 'render', campaign.id, '--out', out, ...more, '--company', company, '--json')

/** As the papers of each language write amounts. */
const FORMATS = Object.fromEntries(
  LANGUAGES.map((language) => [
    language,
    formattersFor({ language, formatLocale: DEFAULT_LOCALE[language], negative: 'minus' }),
  ]),
) as Record<Letter['language'], ReturnType<typeof formattersFor>>

/** The ledger's own answer for each account and currency: opening, closing, sums, number of lines. */
function ledger() {
  const file = openCompanyFile(company, systemClock(), false)
  try {
    return new Map(
      campaign.letters.map(({ customer }) => {
        const input = contract.reports.statement.input.parse({
          customerCode: customer,
          from: '2026-01-01',
          to: AS_OF,
          kind: 'running',
        })
        return [customer, file.query((context) => statementOf(context, input)).statements] as const
      }),
    )
  } finally {
    file.close()
  }
}

describe(`${LETTERS} letters with statements`, () => {
  it(
    'M56 M55: PDF and XLSX of every account agree with the ledger to the cent',
    async () => {
      const out = join(dir, 'both')
      const made = await render(out, '--format', 'both')
      expect(made.json).toMatchObject({ files: campaign.letters.length * 2, failures: [] })
      expect(campaign.letters).toHaveLength(LETTERS)
      const books = ledger()
      for (const { customer, number, language, balances } of campaign.letters) {
        const statements = books.get(customer) ?? []
        const format = FORMATS[language]
        const pdf = await readPdf(join(out, `${customer}.pdf`))
        const text = pdf.pages.flat().join('\n')
        expect(text).toContain(number)
        expect(pdf.isTagged).toBe(true)
        const sheets = await openWorkbook(join(out, `${customer}.xlsx`))
        for (const statement of statements.filter(
          (one) => one.closingMinor !== 0 || one.lineCount > 0,
        )) {
          const { currency } = statement
          const own = balances.find((one) => one.currency === currency)
          expect(own?.balance, customer).toBe((statement.closingMinor / 100).toFixed(2))
          expect(pdf.pages[0]?.join('\n').replaceAll(' ', '')).toContain(
            format.money(Math.abs(statement.closingMinor), currency).replaceAll(' ', ''),
          )
          // Long words wrap: compared without their breaks.
          expect(pdf.pages[0]?.join('').replace(/\s/g, '')).toContain(
            amountInWords(statement.closingMinor, currency, language)
              .replace(/\s/g, '')
              .slice(0, 12),
          )
          for (const line of statement.lines) {
            expect(text).toContain(line.documentNo)
            expect(text).toContain(format.money(line.balanceMinor, currency))
          }
          expect(text).toContain(format.money(statement.openingMinor, currency))
          const sheet = sheets.find(({ name }) => name === `${customer} ${currency}`)
          // Headings, opening, a free row and the total stand beside the lines. The last row as a spreadsheet engine computes it: debit, credit, closing balance.
          const [, , , , , debit, credit, closing] = sheet?.rows.at(-1) ?? []
          expect([debit, credit, closing].map((one) => Math.round(Number(one) * 100))).toEqual([
            statement.debitMinor,
            statement.creditMinor,
            statement.closingMinor,
          ])
          expect(sheet?.rows).toHaveLength(statement.lineCount + 4)
        }
      }
    },
    TIMEOUT_MS,
  )

  it(
    'M56: a joined file holds every letter once, with a bookmark each',
    async () => {
      const out = join(dir, 'joined')
      const made = await render(out, '--joined')
      expect(made.json).toMatchObject({ files: 1, failures: [] })
      const { pages } = await readPdf(join(out, 'letters.pdf'))
      const numbers = pages
        .flat()
        .flatMap((line) => line.match(/2026-10\/\d{4}$/)?.[0].slice(-12) ?? [])
      for (const { number } of campaign.letters) expect(numbers).toContain(number)
    },
    TIMEOUT_MS,
  )

  it(
    'M56: three kills in the middle of a run leave no letter missing or doubled, and no half file',
    async ({ signal }) => {
      const out = join(dir, 'killed')
      for (let kill = 0; kill < 3; kill += 1) {
        const before = countIn(out)
        const run = spawn(
          process.execPath,
          [
            fileURLToPath(new URL('../support/letters-run.ts', import.meta.url)),
            company,
            campaign.id,
            out,
          ],
          { stdio: 'ignore', env: { ...process.env, SALDO_DATA: join(dir, 'data') } },
        )
        const ended = new Promise((resolve) => run.once('close', resolve))
        signal.addEventListener('abort', () => run.kill('SIGKILL'))
        // Killed while files appear, at another place each time.
        while (countIn(out) < before + 10 + kill * 7 && run.exitCode === null && !signal.aborted)
          await new Promise((resolve) => setTimeout(resolve, 5))
        run.kill('SIGKILL')
        await ended
        const names = readdirSync(out).filter((name) => name.endsWith('.pdf'))
        expect(names.length).toBeGreaterThan(before)
        expect(names.length).toBeLessThan(LETTERS)
      }
      process.env['SALDO_DATA'] = join(dir, 'data')
      try {
        const last = await render(out, '--format', 'both')
        expect(last.json).toMatchObject({ files: LETTERS * 2, failures: [] })
      } finally {
        delete process.env['SALDO_DATA']
      }
      const wanted = campaign.letters.flatMap(({ customer }) => [
        `${customer}.pdf`,
        `${customer}.xlsx`,
      ])
      expect(readdirSync(out).toSorted()).toEqual(wanted.toSorted())
      for (const { customer, number } of campaign.letters) {
        const { pages } = await readPdf(join(out, `${customer}.pdf`))
        expect(pages[0]?.join('\n')).toContain(number)
      }
    },
    TIMEOUT_MS,
  )
})

function countIn(folder: string): number {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.pdf')).length
  } catch {
    return 0
  }
}
