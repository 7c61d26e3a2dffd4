/**
 * The evidence of a campaign: every letter as it was sealed and as paper, what was answered by whom and
 * when, what customers sent, and a page that checks it all without a network.
 */
import { mkdirSync } from 'node:fs'
import { basename, extname, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import { lastAudit } from '../../../db/local/log.ts'
import {
  answersOf,
  type CampaignRow,
  eventsOf,
  letterFile,
  type LetterRow,
  lettersOf,
} from '../../../db/local/letters.ts'
import type { campaigns as contract } from '../../../shared/contract/campaigns.ts'
import { toDecimalString } from '../../../shared/domain/money.ts'
import { canonicalText } from '../../../sync/engine/canonical.ts'
import type { Context } from '../context.ts'
import { packPage } from '../pack/pack-page.ts'
import type { PageData, PageTable } from '../pack/page-data.ts'
import { besidePack, type PackPart, writePack } from '../pack/write-pack.ts'
import { fileOf, type Session } from '../session.ts'
import { BulkFiles, type Ledger } from './bulk-files.ts'
import { linesAt, sealedLines } from './campaign-snapshot.ts'
import { campaignOf, rowOf, standingsOf } from './campaigns.ts'
import { safeName } from './file-names.ts'
import { contentIn, letterPlan } from './letter-plan.ts'
import { namesOnPaper } from './names-on-paper.ts'
import { settingsOf } from './settings.ts'

type Procedure = (typeof contract)['evidence']

export async function evidencePack(
  session: Session,
  input: z.output<Procedure['input']>,
): Promise<z.input<Procedure['output']>> {
  const file = fileOf(session)
  const campaign = file.query((context) => campaignOf(context, input.campaignId))
  const documentId = input.to === undefined ? uuidv7() : null
  const name = `letters-${campaign.asOf}-${campaign.kind}.zip`
  const path =
    documentId === null ? resolve(input.to ?? name) : session.backend.place(documentId, name)
  const written = await besidePack(path, async (folder) => {
    const papers = await printLetters(file, campaign, folder, (done, total) =>
      session.progress('evidence', 'write', done, total),
    )
    const parts = file.query((context) => [...papers, ...partsOf(context, campaign)])
    return writePack(
      path,
      { kind: 'campaign', campaign: campaign.campaignId, hash: campaign.hash.toString('hex') },
      parts,
    )
  })
  return { documentId, file: path, files: written.files, sha256: written.sha256 }
}

/** Each live letter as PDF and workbook, as a render would write them. */
async function printLetters(
  ledger: Ledger,
  { campaignId }: CampaignRow,
  folder: string,
  onProgress: (done: number, total: number) => void,
): Promise<PackPart[]> {
  const plan = letterPlan({ campaignId, format: 'both', joined: false, names: '{number}-{code}' })
  const keys = ledger.query((context) => plan.keys(context))
  mkdirSync(folder, { recursive: true })
  const files = new BulkFiles(ledger, plan, keys, folder)
  const parts: PackPart[] = []
  for (const [i, key] of keys.entries()) {
    await setImmediate()
    for (const path of await files.write(key))
      parts.push({ name: `letters/${basename(path)}`, path })
    onProgress(i + 1, keys.length)
  }
  return parts
}

/** All but the papers: seals with their lines, events, attachments, and the page. */
function partsOf(context: Context, campaign: CampaignRow): PackPart[] {
  const letters = lettersOf(context.db, campaign.id)
  const events = eventsOf(context.db, campaign.id)
  const attachments = new Map<number, string>()
  for (const { file } of events) {
    const found = file === null ? undefined : letterFile(context.db, file)
    if (found)
      attachments.set(
        found.id,
        `attachments/${found.hash.toString('hex').slice(0, 16)}-${safeName(found.name)}${extname(found.name) === '' ? '.bin' : ''}`,
      )
  }
  const tables = [
    lettersTable(context, campaign),
    eventsTable(context, campaign, letters, attachments),
  ]
  const head = lastAudit(context.db)
  const facts: PageData['facts'] = [
    ['company', context.company.name],
    ['period', `${campaign.fromOn} – ${campaign.asOf}`],
    ['made', new Date(context.nowMs).toISOString()],
    ['by', namesOnPaper(context)(context.company.userName)],
    ['seal', campaign.hash.toString('hex')],
    ['chain', head ? Buffer.from(head.hash).toString('hex') : ''],
  ]
  const { language } = settingsOf(context)
  return [
    { name: 'verify.html', content: packPage({ page: 'campaign', language, facts, tables }) },
    { name: 'campaign.json', content: campaignJson(campaign, letters) },
    ...tables.map((table) => ({ name: `${table.key}.json`, content: rowsJson(table) })),
    ...letters.map((letter) => ({
      name: `letters/${safeName(`${letter.number}-v${letter.version}-${letter.code}`)}.json`,
      content: sealJson(context, campaign, letter),
    })),
    ...[...attachments].map(([id, name]) => ({
      name,
      content: letterFile(context.db, id)?.content ?? Buffer.alloc(0),
    })),
  ]
}

/** What the campaign's own hash covers, beside that hash. */
function campaignJson(campaign: CampaignRow, letters: readonly LetterRow[]): string {
  const content = canonicalText({
    v: 1,
    kind: campaign.kind,
    from: campaign.fromOn,
    as_of: campaign.asOf,
    letters: letters
      .filter(({ version }) => version === 1)
      .toSorted((a, b) => (a.number < b.number ? -1 : 1))
      .map(({ number, version, hash }) => [number, version, hash.toString('hex')]),
  })
  return `${JSON.stringify({ hash: campaign.hash.toString('hex'), content }, null, 1)}\n`
}

/** A letter's canonical content with the lines of its statement, as their hashes cover them. */
export function sealJson(context: Context, campaign: CampaignRow, letter: LetterRow): string {
  const content = contentIn(letter)
  const isOfBalances = campaign.kind === 'balance' || campaign.kind === 'statement'
  const lines = Object.fromEntries(
    isOfBalances
      ? content.balances.map(({ currency }) => [
          currency,
          canonicalText(
            sealedLines(
              linesAt(context, letter.customer, currency, {
                from: content.letter.from,
                asOf: content.letter.as_of,
                through: letter.throughDoc,
                letter: letter.id,
              }),
            ),
          ),
        ])
      : [],
  )
  const hash = letter.hash.toString('hex')
  return `${JSON.stringify({ hash, content: letter.content, lines }, null, 1)}\n`
}

export function lettersTable(context: Context, campaign: CampaignRow): PageTable {
  return {
    key: 'letters',
    columns: [
      { key: 'number', kind: 'text' },
      { key: 'version', kind: 'count' },
      { key: 'account', kind: 'text' },
      { key: 'name', kind: 'text' },
      { key: 'state', kind: 'word:state' },
      { key: 'currency', kind: 'text' },
      { key: 'ours', kind: 'amount' },
      { key: 'theirs', kind: 'amount' },
      { key: 'difference', kind: 'amount' },
      { key: 'hash', kind: 'text' },
    ],
    rows: standingsOf(context, campaign)
      .map(rowOf)
      .flatMap((row) =>
        row.balances.map((one) => [
          row.number,
          row.version,
          row.customer,
          row.name,
          row.state,
          one.currency,
          toDecimalString(one.balanceMinor, one.currency),
          one.answeredMinor === null ? null : toDecimalString(one.answeredMinor, one.currency),
          one.differenceMinor === null ? null : toDecimalString(one.differenceMinor, one.currency),
          row.hash,
        ]),
      ),
  }
}

export function eventsTable(
  context: Context,
  campaign: CampaignRow,
  letters: readonly LetterRow[],
  attachments: ReadonlyMap<number, string> = new Map(),
): PageTable {
  const byId = new Map(letters.map((letter) => [letter.id, letter]))
  const answers = answersOf(context.db, campaign.id)
  const nameOf = namesOnPaper(context)
  return {
    key: 'events',
    columns: [
      { key: 'at', kind: 'moment' },
      { key: 'on', kind: 'day' },
      { key: 'number', kind: 'text' },
      { key: 'version', kind: 'count' },
      { key: 'account', kind: 'text' },
      { key: 'what', kind: 'word:event' },
      { key: 'who', kind: 'text' },
      { key: 'channel', kind: 'text' },
      { key: 'recipient', kind: 'text' },
      { key: 'currency', kind: 'text' },
      { key: 'theirs', kind: 'amount' },
      { key: 'note', kind: 'text' },
    ],
    rows: eventsOf(context.db, campaign.id).flatMap((event) => {
      const letter = byId.get(event.letter)
      const own = answers.filter((one) => one.event === event.id)
      const note = [event.note, event.file === null ? event.fileName : attachments.get(event.file)]
        .filter(Boolean)
        .join(' · ')
      return (own.length === 0 ? [null] : own).map((answer) => [
        new Date(event.recordedAt).toISOString(),
        event.onDay,
        letter?.number ?? '',
        letter?.version ?? 1,
        letter?.code ?? '',
        event.kind,
        nameOf(event.actor),
        event.channel,
        event.recipient,
        answer?.currency ?? null,
        answer?.theirsMinor === null || !answer
          ? null
          : toDecimalString(answer.theirsMinor, answer.currency),
        note === '' ? (answer?.answer ?? null) : [answer?.answer, note].filter(Boolean).join(': '),
      ])
    }),
  }
}

/** A table of the page for programs: one object a row. */
export function rowsJson({ columns, rows }: PageTable): string {
  const lines = rows.map((row) =>
    JSON.stringify(Object.fromEntries(columns.map(({ key }, i) => [key, row[i] ?? null]))),
  )
  return `[\n${lines.join(',\n')}\n]\n`
}
