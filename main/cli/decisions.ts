/** What people decide about the exchange: held work, conflicts, approvals (cli.md, Devices). */
import { readFileSync } from 'node:fs'
import { type Command } from 'commander'
import { EXITS } from '../../shared/contract/decisions.ts'
import { DEFAULT_LOCALE, formattersFor } from '../../shared/i18n/formatters.ts'
import { exitLabel, groupLabel, heldSentence } from '../../shared/i18n/held-sentence.ts'
import {
  choiceOption,
  dayOption,
  decimal,
  money,
  print,
  printLines,
  printTable,
  Usage,
} from './output.ts'
import { languageOf } from './sentences.ts'
import { common, type CommonOptions, type SaldoClient, withCompany } from './session.ts'

type Device = SaldoClient['device']
type Held = Awaited<ReturnType<Device['held']>>
type Conflicts = Awaited<ReturnType<Device['conflicts']>>
type Approvals = Awaited<ReturnType<Device['approvals']>>
type Exit = (typeof EXITS)[number]

interface ResolveOptions extends CommonOptions {
  readonly date?: string
  readonly to?: string
  readonly amount?: string
  readonly customer?: string
  readonly user?: string
  readonly reason?: string
}

/** Under `saldo device`. */
export function addDecisionCommands(device: Command): void {
  common(
    device.command('held').description('work the server did not take, and the ways out'),
  ).action(async (options: CommonOptions) =>
    showHeld(options, await withCompany(options, (client) => client.device.held({}))),
  )
  common(device.command('resolve').description('take a way out of a held operation'))
    .argument('<op>')
    .argument('<exit>', EXITS.join(', '), choiceOption(EXITS))
    .option('--date <day>', 'the new ledger day', dayOption)
    .option('--to <number>', 'the document meant instead, or the new number')
    .option('--amount <amount>', 'the new amount')
    .option('--customer <code>', 'the account meant instead')
    .option('--user <name>', 'who enters it instead')
    .option('--reason <text>')
    .action(async (op: string, exit: Exit, options: ResolveOptions) =>
      showHeld(options, await withCompany(options, (client) => resolve(client, op, exit, options))),
    )
  common(device.command('conflicts').description('fields two people said differently')).action(
    async (options: CommonOptions) =>
      showConflicts(options, await withCompany(options, (client) => client.device.conflicts({}))),
  )
  common(device.command('conflict').description('keep what stands, or take the other value'))
    .argument('<id>')
    .argument('<choice>', 'keep or take', choiceOption(['keep', 'take'] as const))
    .action(async (id: string, choice: 'keep' | 'take', options: CommonOptions) =>
      showConflicts(
        options,
        await withCompany(options, (client) => client.device.settleConflict({ id, choice })),
      ),
    )
  common(device.command('approvals').description('requests that wait for a second person')).action(
    async (options: CommonOptions) =>
      showApprovals(options, await withCompany(options, (client) => client.device.approvals({}))),
  )
  common(device.command('decide').description('say yes or no to another person’s request'))
    .argument('<id>')
    .argument('<choice>', 'approve or refuse', choiceOption(['approve', 'refuse'] as const))
    .option('--reason <text>')
    .action(
      async (
        id: string,
        choice: 'approve' | 'refuse',
        options: CommonOptions & { reason?: string },
      ) => {
        const { reason } = options
        const approve = choice === 'approve'
        showApprovals(
          options,
          await withCompany(options, (client) =>
            client.device.decide({ id, approve, ...(reason === undefined ? {} : { reason }) }),
          ),
        )
      },
    )
  common(device.command('patch').description('change a customer by columns of “import customers”'))
    .argument('<code>')
    .argument('<file>', 'JSON: columns and their new values; - reads standard input')
    .action(async (code: string, file: string, options: CommonOptions) => {
      const columns = columnsIn(file)
      const card = await withCompany(options, (client) =>
        client.device.patch({ customer: code, columns }),
      )
      if (options.json) print(card)
      else process.stdout.write(`${card.code}: ${card.name}\n`)
    })
}

async function resolve(
  client: SaldoClient,
  op: string,
  exit: Exit,
  { date, to, amount, customer, user, reason }: ResolveOptions,
): Promise<Held> {
  const held = (await client.device.held({})).find((one) => one.op === op)
  return client.device.resolve({
    op,
    exit,
    ...(date === undefined ? {} : { date: dayOption(date) }),
    ...(to === undefined ? {} : { document: to }),
    ...(amount === undefined ? {} : { amountMinor: decimal(amount, held?.currency ?? 'TRY') }),
    ...(customer === undefined ? {} : { customer }),
    ...(user === undefined ? {} : { user }),
    ...(reason === undefined ? {} : { reason }),
  })
}

function showHeld(options: CommonOptions, rows: Held): void {
  const language = languageOf(options.lang)
  const format = formattersFor({
    language,
    formatLocale: DEFAULT_LOCALE[language],
    negative: 'minus',
  })
  const lines = rows.map((row) => ({
    op: row.op,
    kind: row.kind,
    code: row.code,
    detail: row.detail,
    documentNo: row.documentNo,
    customer: row.customer,
    currency: row.currency,
    amount: amountOf(row.amountMinor, row.currency),
    since: row.since,
    exits: row.exits,
    why: heldSentence(row, language, format),
  }))
  if (options.json) printLines(lines)
  else
    printTable(
      ['op', 'document', 'customer', 'amount', 'exits', 'why'],
      lines.map(({ op, documentNo, customer, amount, exits, why }) => [
        op,
        documentNo ?? '',
        customer ?? '',
        amount ?? '',
        exits.map((exit) => `${exit} (${exitLabel(exit, language)})`).join(', '),
        why,
      ]),
      [3],
    )
}

function showConflicts(options: CommonOptions, rows: Conflicts): void {
  const language = languageOf(options.lang)
  const lines = rows.map(({ standing, other, before, group, currency, ...row }) => {
    const value = (said: unknown) => shownValue(group, said, currency)
    return {
      ...row,
      group,
      field: groupLabel(group, language),
      before: value(before),
      standing: { ...standing, value: value(standing.value) },
      other: { ...other, value: value(other.value) },
    }
  })
  if (options.json) printLines(lines)
  else
    printTable(
      ['id', 'customer', 'field', 'before', 'stands (keep)', 'other (take)'],
      lines.map(({ id, customer, customerName, field, before, standing, other }) => [
        id,
        `${customer} ${customerName}`,
        field,
        textOf(before),
        `${textOf(standing.value)} · ${standing.by ?? '–'} ${standing.at ?? ''}`,
        `${textOf(other.value)} · ${other.by ?? '–'} ${other.at ?? ''}`,
      ]),
    )
}

function showApprovals(options: CommonOptions, rows: Approvals): void {
  const language = languageOf(options.lang)
  const lines = rows.map((row) => {
    const { group, currency, customer, customerName, document, month } = row
    const object = [
      group === 'roles' ? customerName : customer,
      group === null ? null : groupLabel(group, language),
      document?.number ?? document?.kind,
      document?.date,
      document && amountOf(document.amountMinor, currency),
      month,
    ]
    return {
      id: row.id,
      kind: row.kind,
      by: row.by,
      object: object.filter((part) => typeof part === 'string').join(' '),
      before: shownValue(group ?? '', row.before, currency),
      after: shownValue(group ?? '', row.after, currency),
      reason: row.reason,
    }
  })
  if (options.json) printLines(lines)
  else
    printTable(
      ['id', 'kind', 'by', 'object', 'before', 'after', 'reason'],
      lines.map(({ id, kind, by, object, before, after, reason }) => [
        id,
        kind,
        by ?? '–',
        object,
        textOf(before),
        textOf(after),
        reason ?? '',
      ]),
    )
}

/** A limit as a decimal of its currency; other values as they are. */
function shownValue(group: string, value: unknown, currency: string | null): unknown {
  return group === 'limit' && typeof value === 'number' ? amountOf(value, currency) : value
}

function amountOf(minor: number | null, currency: string | null): string | null {
  return minor === null || currency === null ? null : money(minor, currency)
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '–'
  return typeof value === 'object' ? Object.values(value).join(', ') : String(value as string)
}

/** An object of columns; numbers count as they are written, null takes the value off. */
function columnsIn(file: string): Record<string, string> {
  let read: unknown
  try {
    read = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'))
  } catch (error) {
    throw new Usage(`${file} cannot be read as JSON: ${String(error)}`, 'option.invalid', {
      value: file,
    })
  }
  const isColumns =
    typeof read === 'object' &&
    read !== null &&
    !Array.isArray(read) &&
    Object.values(read).every(
      (value) => value === null || typeof value === 'string' || typeof value === 'number',
    )
  if (!isColumns)
    throw new Usage(`${file} is no object of columns and values.`, 'option.invalid', {
      value: file,
    })
  return Object.fromEntries(
    Object.entries(read as Record<string, string | number | null>).map(([column, value]) => [
      column,
      value === null ? '' : String(value),
    ]),
  )
}
