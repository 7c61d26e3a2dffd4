/** A balance letter as a paper: everything domain.md 4.15 asks for, then the statement on its own pages. */
import { kindName } from '../../../../shared/i18n/kind-names.ts'
import { type LetterWords, letterWords } from '../../../../shared/i18n/letters.ts'
import { filled } from '../../../../shared/i18n/papers.ts'
import { exportHeadings } from '../../../../shared/i18n/exports.ts'
import type { LetterContent, LetterParty } from '../../../../shared/domain/letters/content.ts'
import { amountInWords } from '../../../../shared/domain/letters/words.ts'
import type { Block, Column, Paper, Row, Section } from './paper.ts'
import type { Imprint, LetterOrder } from './request.ts'
import { statementSections, type Voice, voiceOf } from './statement-paper.ts'

export function letterPaper(order: LetterOrder, imprint: Imprint): Paper {
  const voice = voiceOf(order.content.letter.language)
  const { format } = voice
  const { content, statements } = order
  const { letter, company, customer } = content
  const words = letterWords(letter.language)
  const title = words[`title.${letter.kind}`]
  const number =
    letter.version === 1
      ? letter.number
      : `${letter.number} · ${filled(words.version, { version: String(letter.version) })}`
  return {
    language: letter.language,
    letterhead: { ...imprint.letterhead, name: company.name },
    title: order.hash === null ? `${words.trial} · ${title}` : title,
    subtitle: filled(words.asOf, { date: format.date(letter.as_of) }),
    runningHead: `${words.statement} · ${customer.code} ${customer.name} · ${letter.number}`,
    recipient: [customer.name, customer.address ?? '', taxLine(customer, voice)].filter(
      (line) => line !== '',
    ),
    facts: [
      [words.letterNo, number],
      [words.date, format.date(letter.issued_on)],
      [words.ourCode, customer.code],
      ...(customer.their_code === undefined
        ? []
        : ([[words.yourCode, customer.their_code]] as const)),
      [words.answerBy, format.date(letter.answer_by)],
    ],
    letter: blocksOf(order, words, voice),
    sections: statementSections(statements, voice),
    notes: [],
    pageWords: voice.words.page,
    printed: filled(voice.words.printed, {
      moment: format.moment(imprint.printedAt, imprint.timezone),
    }),
  }
}

const SPACE: Block = { kind: 'space', height: 6 }

function blocksOf(order: LetterOrder, words: LetterWords, voice: Voice): Block[] {
  const { content } = order
  const { letter, company, customer } = content
  const { format } = voice
  const text = (line: string, look?: 'bold' | 'small'): Block => ({
    kind: 'text',
    text: line,
    ...(look === undefined ? {} : { look }),
  })
  const dates = {
    date: format.date(letter.as_of),
    from: format.date(letter.from),
    month: format.month(letter.as_of.slice(0, 7)),
  }
  const sender = [company.name, taxLine(company, voice)].filter((part) => part !== '').join(' · ')
  return [
    ...(order.hash === null ? [text(words.trialNote, 'bold'), SPACE] : []),
    text(`${words.from}: ${sender}`, 'small'),
    { kind: 'space', height: 2 },
    text(filled(words[`intro.${letter.kind}`], dates)),
    { kind: 'space', height: 3 },
    { kind: 'section', section: mainTable(content, words, voice) },
    { kind: 'space', height: 8 },
    ...(content.papers.length > 0 && letter.kind !== 'cheques'
      ? [text(papersLine(content, words, voice))]
      : []),
    ...((content.forms ?? []).some((one) => one.without_tax > 0)
      ? [
          text(
            filled(words.withoutTax, {
              count: String((content.forms ?? []).reduce((sum, one) => sum + one.without_tax, 0)),
            }),
            'small',
          ),
        ]
      : []),
    ...changeBlocks(content, words, voice),
    ...(order.statements.length > 0 ? [text(filled(words.attached, dates))] : []),
    { kind: 'space', height: 4 },
    text(words.answer, 'bold'),
    { kind: 'choice', text: words.agree, fields: [] },
    {
      kind: 'choice',
      text: words.disagree,
      fields: content.balances.map(({ currency }) => currency),
    },
    { kind: 'choice', text: words.cannot, fields: [] },
    { kind: 'space', height: 3 },
    text(words.upload),
    ...(order.contact === '' ? [] : [text(filled(words.contact, { contact: order.contact }))]),
    ...(order.silenceDays === null
      ? []
      : [text(filled(words.silence, { days: String(order.silenceDays) }))]),
    text(words.omissions),
    {
      kind: 'signatures',
      columns: [
        [filled(words.signedFor, { name: company.name }), ...order.signers, words.signatory],
        [filled(words.signedFor, { name: customer.name }), words.place, words.signatory],
      ],
    },
    ...(order.hash === null
      ? [SPACE, text(words.trialNote, 'bold')]
      : [sealBlock(letter, order.hash, words)]),
  ]
}

function sealBlock(letter: LetterContent['letter'], hash: string, words: LetterWords): Block {
  return {
    kind: 'seal',
    label: words.seal,
    hash,
    note: words.sealNote,
    // Capitals and digits alone make the smallest code.
    qr: `SALDO:${letter.number}:${letter.version}:${hash.toUpperCase()}`,
  }
}

function mainTable(content: LetterContent, words: LetterWords, voice: Voice): Section {
  if (content.letter.kind === 'ba-bs') return formsTable(content, words, voice)
  if (content.letter.kind === 'cheques') return chequesTable(content, words, voice)
  const { format } = voice
  return table(
    [
      { heading: exportHeadings(voice.language).currency, align: 'left' },
      { heading: words.balance, align: 'right' },
      { heading: words.inOurBooks, align: 'left', max: 100 },
      { heading: words.inYourBooks, align: 'left', max: 100 },
      { heading: words.inWords, align: 'left', grows: true },
    ],
    content.balances.map(({ currency, minor }) => {
      const side = minor > 0 ? 'debit' : minor < 0 ? 'credit' : 'zero'
      return [
        currency,
        format.money(Math.abs(minor), currency),
        words[`ours.${side}`],
        words[`theirs.${side}`],
        amountInWords(minor, currency, voice.language),
      ]
    }),
    'total',
  )
}

function formsTable(content: LetterContent, words: LetterWords, { format }: Voice): Section {
  return table(
    [
      { heading: words.form, align: 'left', grows: true },
      { heading: words.count, align: 'right' },
      { heading: words.lira, align: 'right' },
      { heading: words.exact, align: 'right' },
    ],
    (content.forms ?? []).map((one) => [
      words[`form.${one.form}`],
      String(one.count),
      format.count(one.lira),
      format.money(one.minor, 'TRY'),
    ]),
    'line',
  )
}

function chequesTable(content: LetterContent, words: LetterWords, voice: Voice): Section {
  const heads = exportHeadings(voice.language)
  const { format, language } = voice
  const section = table(
    [
      { heading: heads.documentNo, align: 'left', grows: true },
      { heading: heads.type, align: 'left' },
      { heading: words.received, align: 'left' },
      { heading: heads.dueDate, align: 'left' },
      { heading: heads.currency, align: 'left' },
      { heading: words.balance, align: 'right' },
    ],
    (content.cheques ?? []).map((one) => [
      one.number,
      kindName(one.kind, language),
      format.date(one.received_on),
      format.date(one.due_on),
      one.currency,
      format.money(one.minor, one.currency),
    ]),
    'line',
  )
  const totals = content.papers.map(
    (one): Row => ({
      look: 'total',
      cells: [heads.total, '', '', '', one.currency, format.money(one.minor, one.currency)],
    }),
  )
  return { ...section, rows: [...section.rows, ...totals] }
}

function changeBlocks(content: LetterContent, words: LetterWords, voice: Voice): Block[] {
  const { replaces } = content
  if (!replaces) return []
  const version = String(replaces.version)
  if (replaces.changes.length === 0)
    return [{ kind: 'text', text: filled(words.noChanges, { version }) }]
  const heads = exportHeadings(voice.language)
  const { format, language } = voice
  return [
    { kind: 'text', text: filled(words.changes, { version }) },
    {
      kind: 'section',
      section: table(
        [
          { heading: heads.date, align: 'left' },
          { heading: heads.documentNo, align: 'left', grows: true },
          { heading: heads.type, align: 'left' },
          { heading: heads.currency, align: 'left' },
          { heading: words.balance, align: 'right' },
        ],
        replaces.changes.map((one) => [
          format.date(one.on),
          one.number,
          kindName(one.kind, language),
          one.currency,
          format.money(one.minor, one.currency),
        ]),
        'line',
      ),
    },
    { kind: 'space', height: 8 },
  ]
}

function table(
  columns: readonly Column[],
  cells: readonly (readonly string[])[],
  look: Row['look'],
): Section {
  return {
    heading: null,
    strip: [],
    columns,
    rows: cells.map((row) => ({ look, cells: row })),
    carried: null,
    carriedWords: null,
    empty: '',
    bars: null,
  }
}

function papersLine({ papers }: LetterContent, words: LetterWords, { format }: Voice): string {
  return filled(words.papers, {
    list: papers
      .map(({ currency, count, minor }) =>
        filled(words.papersOf, {
          count: String(count),
          amount: `${format.money(minor, currency)} ${currency}`,
        }),
      )
      .join('; '),
  })
}

function taxLine(party: LetterParty, { words }: Voice): string {
  return [
    party.tax_office === undefined ? '' : `${words.taxOffice}: ${party.tax_office}`,
    party.tax_id === undefined ? '' : `${words.taxId} ${party.tax_id}`,
  ]
    .filter((part) => part !== '')
    .join(' · ')
}
