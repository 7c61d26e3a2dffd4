/** Period-end campaigns: `campaign create|list|render|send|mark|remind|status|answer|answers|reissue|evidence`. */
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { v7 as uuidv7 } from 'uuid'
import { CAMPAIGN_KINDS } from '../../shared/domain/letters/content.ts'
import { answer, answers } from './campaign-answers.ts'
import { known, letterJson, show } from './campaign-print.ts'
import { choiceOption, currencyOption, dayOption, exitCode, print, printTable } from './output.ts'
import { codesIn, common, type CommonOptions, withCompany } from './session.ts'

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

function ofCustomers({ customers }: { readonly customers?: string }): { customers?: string[] } {
  return customers === undefined ? {} : { customers: codesIn(customers) }
}
