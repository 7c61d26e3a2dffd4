/** Period-end campaigns: `campaign create|list|render|send|mark|remind|status|answer|answers|reissue|evidence`. */
import { readFileSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Command } from 'commander'
import { v7 as uuidv7 } from 'uuid'
import type { CampaignStatus, LetterRow } from '../../shared/contract/campaigns.ts'
import { isCurrency } from '../../shared/domain/currency.ts'
import { CAMPAIGN_KINDS } from '../../shared/domain/letters/content.ts'
import { fromDecimalString } from '../../shared/domain/money.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import {
  choiceOption,
  currencyOption,
  dayOption,
  exitCode,
  money,
  print,
  printTable,
  Usage,
} from './output.ts'
import { refusalText } from './sentences.ts'
import { codesIn, common, type CommonOptions, type SaldoClient, withCompany } from './session.ts'

/** As many bytes of an answer's attachment as the contract takes. */
const ATTACHMENT_MAX = 5_000_000

export function addCampaignCommands(program: Command): void {
  const campaign = program.command('campaign').description('period-end letters and their answers')
  common(campaign.command('create').description('freeze the balances of a day and make letters'))
    .requiredOption('--as-of <day>', 'last day of the period', dayOption)
    .option('--from <day>', 'first day of the statement', dayOption)
    .option('--kind <kind>', CAMPAIGN_KINDS.join(', '), choiceOption(CAMPAIGN_KINDS), 'balance')
    .option('--all', 'everybody', false)
    .option('--customers <file>', 'codes, one per line')
    .option('--segment <name>')
    .option('--skip-zero', 'no letter where every balance is zero', false)
    .option('--skip-inactive', 'no letter where nothing moved and nothing is owed', false)
    .option('--answer-by <day>', 'business clock', dayOption)
    .option('--no-statement', 'letters without the statement')
    .action(create)
  common(campaign.command('list')).action(async (options: CommonOptions) => {
    const list = await withCompany(options, (client) => client.campaigns.list({}))
    const rows = list.map(({ campaignId, kind, asOf, hash, states, letters }) => ({
      id: campaignId,
      kind,
      asOf,
      hash,
      letters,
      states,
    }))
    if (options.json) return print(rows)
    printTable(
      ['id', 'kind', 'as of', 'letters'],
      rows.map((row) => [row.id, row.kind, row.asOf, String(row.letters)]),
      [3],
    )
  })
  common(campaign.command('status'))
    .argument('<id>')
    .action(async (id: string, options: CommonOptions) =>
      show(
        options,
        await withCompany(options, (client) => client.campaigns.status({ campaignId: known(id) })),
      ),
    )
  common(campaign.command('send').description('put prepared letters into the outbox'))
    .argument('<id>')
    .option('--customers <file>', 'codes, one per line')
    .action(async (id: string, options: CommonOptions & { customers?: string }) =>
      show(
        options,
        await withCompany(options, (client) =>
          client.campaigns.send({ campaignId: known(id), ...ofCustomers(options) }),
        ),
      ),
    )
  common(campaign.command('remind').description('queue reminders, never twice in three days'))
    .argument('<id>')
    .option('--customers <file>', 'codes, one per line')
    .action(async (id: string, options: CommonOptions & { customers?: string }) => {
      const done = await withCompany(options, (client) =>
        client.campaigns.remind({ campaignId: known(id), ...ofCustomers(options) }),
      )
      if (options.json) print(done)
      else process.stdout.write(`${done.reminded} reminded, ${done.resting} reminded lately\n`)
    })
  common(campaign.command('mark').description('note what happened to a letter outside'))
    .argument('<id>')
    .requiredOption('--customer <code>')
    .requiredOption(
      '--as <state>',
      'sent, delivered, opened, bounced',
      choiceOption(['sent', 'delivered', 'opened', 'bounced'] as const),
    )
    .option('--on <day>', 'day', dayOption)
    .option('--note <text>')
    .action(
      async (
        id: string,
        options: CommonOptions & {
          customer: string
          as: 'sent' | 'delivered' | 'opened' | 'bounced'
          on?: string
          note?: string
        },
      ) => {
        const status = await withCompany(options, (client) =>
          client.campaigns.mark({
            campaignId: known(id),
            customers: [options.customer],
            as: options.as,
            ...(options.on === undefined ? {} : { on: options.on }),
            ...(options.note === undefined ? {} : { note: options.note }),
          }),
        )
        show(options, status)
      },
    )
  common(campaign.command('answer').description('record what a customer answered'))
    .argument('<id>')
    .requiredOption('--customer <code>')
    .option('--agree', 'the balance is right', false)
    .option('--dispute <amount>', 'their balance, in our view')
    .option('--not-ours', 'no such account', false)
    .option('--currency <code>', 'one currency', currencyOption)
    .option('--file <file>', 'what they sent')
    .option('--by <name>', 'who answered')
    .option('--on <day>', 'day', dayOption)
    .option('--note <text>')
    .action(answer)
  common(campaign.command('answers').description('answers from a file, all or none'))
    .argument('<id>')
    .argument('<file>')
    .action(answers)
  common(
    campaign.command('reissue').description('a new version of a letter; the old one is closed'),
  )
    .argument('<id>')
    .requiredOption('--customer <code>')
    .action(async (id: string, options: CommonOptions & { customer: string }) => {
      const letter = await withCompany(options, (client) =>
        client.campaigns.reissue({ campaignId: known(id), customer: options.customer }),
      )
      if (options.json) print(letterJson(letter))
      else process.stdout.write(`${letter.number}, version ${letter.version}\n`)
    })
  common(campaign.command('render').description('write the letters into a folder'))
    .argument('<id>')
    .requiredOption('--out <dir>')
    .option(
      '--format <format>',
      'pdf, xlsx or both',
      choiceOption(['pdf', 'xlsx', 'both'] as const),
      'pdf',
    )
    .option('--joined', 'one file for all', false)
    .option('--names <template>', 'file names of {number}, {code}, {name}, {version}', '{code}')
    .option('--customers <file>', 'codes, one per line')
    .action(render)
  common(campaign.command('evidence').description('letters, answers and proof as one archive'))
    .argument('<id>')
    .requiredOption('--out <zip>')
    .action(async (id: string, options: CommonOptions & { out: string }) => {
      const done = await withCompany(options, (client) =>
        client.campaigns.evidence({ campaignId: known(id), to: resolve(options.out) }),
      )
      if (options.json) print({ file: done.file, files: done.files, sha256: done.sha256 })
      else process.stdout.write(`${done.file}: ${done.files} files, SHA-256 ${done.sha256}\n`)
    })
}

interface CreateOptions extends CommonOptions {
  readonly asOf: string
  readonly from?: string
  readonly kind: (typeof CAMPAIGN_KINDS)[number]
  readonly all: boolean
  readonly customers?: string
  readonly segment?: string
  readonly skipZero: boolean
  readonly skipInactive: boolean
  readonly answerBy?: string
  readonly statement: boolean
}

async function create(options: CreateOptions): Promise<void> {
  const status = await withCompany(options, (client) =>
    client.campaigns.create({
      campaignId: uuidv7(),
      order: {
        kind: options.kind,
        asOf: options.asOf,
        skipZero: options.skipZero,
        skipInactive: options.skipInactive,
        withStatement: options.statement,
        ...ofCustomers(options),
        ...(options.from === undefined ? {} : { from: options.from }),
        ...(options.segment === undefined ? {} : { segment: options.segment }),
        ...(options.answerBy === undefined ? {} : { answerBy: options.answerBy }),
        ...(options.lang === undefined ? {} : { language: options.lang }),
      },
    }),
  )
  show(options, status)
}

interface AnswerOptions extends CommonOptions {
  readonly customer: string
  readonly agree: boolean
  readonly dispute?: string
  readonly notOurs: boolean
  readonly currency?: string
  readonly file?: string
  readonly by?: string
  readonly on?: string
  readonly note?: string
}

async function answer(id: string, options: AnswerOptions): Promise<void> {
  const given = [options.agree, options.dispute !== undefined, options.notOurs]
  if (given.filter(Boolean).length !== 1)
    throw new Usage('Say one of --agree, --dispute AMOUNT, --not-ours.', 'option.invalid')
  const campaignId = known(id)
  const row = await withCompany(options, async (client) => {
    const theirs =
      options.dispute === undefined
        ? null
        : await theirsOf(client, campaignId, options, options.dispute)
    return client.campaigns.answer({
      eventId: uuidv7(),
      campaignId,
      customer: options.customer,
      answer: options.agree ? 'agree' : options.notOurs ? 'not_ours' : 'dispute',
      ...(theirs === null ? {} : theirs),
      ...(theirs === null && options.currency !== undefined ? { currency: options.currency } : {}),
      ...(options.file === undefined ? {} : { file: attachment(options.file) }),
      ...(options.by === undefined ? {} : { by: options.by }),
      ...(options.on === undefined ? {} : { on: options.on }),
      ...(options.note === undefined ? {} : { note: options.note }),
    })
  })
  if (options.json) print(letterJson(row))
  else showLetters([row])
}

/** An amount is read in its currency: the one named, or the letter's only one. */
async function theirsOf(
  client: SaldoClient,
  campaignId: string,
  options: AnswerOptions,
  text: string,
): Promise<{ currency: string; theirsMinor: number }> {
  const { rows } = await client.campaigns.status({ campaignId, customer: options.customer })
  const asked = rows[0]?.balances.map(({ currency }) => currency) ?? []
  const currency = options.currency ?? (asked.length === 1 ? asked[0] : undefined)
  if (currency === undefined)
    throw new Refusal('answer.currency_needed', {
      customer: options.customer,
      list: asked.join(', '),
    })
  const theirsMinor = fromDecimalString(text, currency)
  if (theirsMinor === null)
    throw new Usage(
      `${text} is no amount in ${currency}: write it as 22000.00.`,
      'option.invalid',
      { value: text },
    )
  return { currency, theirsMinor }
}

function attachment(path: string): { name: string; base64: string } {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) throw new Refusal('file.not_found', { file: path })
  if (found.size > ATTACHMENT_MAX)
    throw new Refusal('file.too_large', {
      file: path,
      limitMiB: Math.floor(ATTACHMENT_MAX / 2 ** 20),
    })
  return { name: basename(path), base64: readFileSync(path).toString('base64') }
}

async function answers(id: string, file: string, options: CommonOptions): Promise<void> {
  const done = await withCompany(options, (client) =>
    client.campaigns.answersFile({ campaignId: known(id), source: { path: resolve(file) } }),
  )
  const problems = done.problems.map((problem) => ({
    row: problem.row,
    column: problem.column,
    code: problem.code,
    value: problem.value,
    message: refusalText(problem.code, { ...problem.params, value: problem.value }, options.lang),
  }))
  if (problems.length > 0) exitCode.value = 1
  if (options.json)
    return print({ rows: done.rows, answered: done.answered, unchanged: done.unchanged, problems })
  process.stdout.write(
    `${done.rows} rows: ${done.answered} answers, ${done.unchanged} unchanged, ${problems.length} problems\n`,
  )
  for (const { row, column, message } of problems)
    process.stdout.write(`row ${row}, ${column}: ${message}\n`)
}

interface RenderOptions extends CommonOptions {
  readonly out: string
  readonly format: 'pdf' | 'xlsx' | 'both'
  readonly joined: boolean
  readonly names: string
  readonly customers?: string
}

async function render(id: string, options: RenderOptions): Promise<void> {
  const { format, joined, names } = options
  const done = await withCompany(options, (client) =>
    client.campaigns.render({
      files: { campaignId: known(id), format, joined, names, ...ofCustomers(options) },
      to: resolve(options.out),
    }),
  )
  if (done.failures.length > 0) exitCode.value = 1
  if (options.json) return print(done)
  process.stdout.write(`${done.files} files in ${options.out}\n`)
  for (const { customer, code } of done.failures) process.stdout.write(`${customer}: ${code}\n`)
}

function known(id: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new Refusal('campaign.unknown', { campaign: id })
  return id
}

function ofCustomers({ customers }: { readonly customers?: string }): { customers?: string[] } {
  return customers === undefined ? {} : { customers: codesIn(customers) }
}

function show(options: CommonOptions, status: CampaignStatus): void {
  if (options.json)
    return print({
      id: status.campaignId,
      kind: status.kind,
      from: status.from,
      asOf: status.asOf,
      answerBy: status.answerBy,
      hash: status.hash,
      states: status.states,
      unanswered: status.unanswered,
      medianAnswerMinutes: status.medianAnswerMinutes,
      letters: status.rows.map(letterJson),
    })
  process.stdout.write(
    `${status.campaignId}  ${status.kind}  ${status.asOf}  ${status.letters} letters\n`,
  )
  showLetters(status.rows)
}

function showLetters(rows: readonly LetterRow[]): void {
  printTable(
    ['number', 'customer', 'state', 'currency', 'balance', 'answered', 'difference'],
    rows.flatMap((row) =>
      row.balances.map((one) => [
        row.version === 1 ? row.number : `${row.number} v${row.version}`,
        row.customer,
        row.state,
        one.currency,
        money(one.balanceMinor, one.currency),
        orEmpty(one.answeredMinor, one.currency),
        orEmpty(one.differenceMinor, one.currency),
      ]),
    ),
    [4, 5, 6],
  )
}

function orEmpty(minor: number | null, currency: string): string {
  return minor === null ? '' : money(minor, currency)
}

function letterJson(row: LetterRow): Record<string, unknown> {
  const decimal = (minor: number | null, currency: string) =>
    minor === null ? null : money(minor, currency)
  const changed = row.balances.filter(({ changedLines }) => changedLines > 0)
  // One figure for the letter: of the currency that changed, or its first.
  const main = changed[0] ?? row.balances[0]
  return {
    customer: row.customer,
    name: row.name,
    number: row.number,
    version: row.version,
    state: row.state,
    language: row.language,
    balances: row.balances.map((one) => ({
      currency: one.currency,
      balance: money(one.balanceMinor, one.currency),
      answered: decimal(one.answeredMinor, one.currency),
      difference: decimal(one.differenceMinor, one.currency),
    })),
    hash: row.hash,
    changedSince:
      main && isCurrency(main.currency) ? money(main.changedMinor, main.currency) : '0.00',
    changes: changed.map((one) => ({
      currency: one.currency,
      amount: money(one.changedMinor, one.currency),
      lines: one.changedLines,
    })),
    sentOn: row.sentOn,
    statutoryEnd: row.statutoryEnd,
    unanswered: row.isUnanswered,
    answeredAt: row.answeredAt,
    answeredBy: row.answeredBy,
    note: row.note,
    channel: row.channel,
    recipient: row.recipient,
    reminders: row.reminders,
    owner: row.owner,
  }
}
