/** `saldo bank …`: statements in, matching, posting, and taking back (cli.md, Reconciliation). */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { pairsIn } from '../../shared/domain/bank/settlement-text.ts'
import { ADJUSTMENT_KINDS, type AdjustmentKind } from '../../shared/domain/matching/types.ts'
import { refusalText } from './sentences.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { addRuleCommands } from './bank-rules.ts'
import { readMap } from './column-map.ts'
import {
  choiceOption,
  decimal,
  exitCode,
  money,
  print,
  printLines,
  printTable,
  Usage,
} from './output.ts'
import { common, type CommonOptions, type SaldoClient, withCompany } from './session.ts'

type Imported = Awaited<ReturnType<SaldoClient['bank']['import']>>
type Listed = Awaited<ReturnType<SaldoClient['bank']['list']>>[number]
type Matched = Awaited<ReturnType<SaldoClient['bank']['match']>>[number]

const FORMATS = ['auto', 'mt940', 'camt', 'ofx', 'bai2', 'csv', 'xlsx'] as const
const STATES = ['open', 'proposed', 'posted', 'suspense'] as const

interface ImportOptions extends CommonOptions {
  readonly account?: string
  readonly format: (typeof FORMATS)[number]
  readonly map?: string
  readonly acceptControlDifference: boolean
}

export function addBankCommands(program: Command): void {
  const bank = program.command('bank').description('bank statements: import, match, post, undo')
  common(bank.command('import').description('bring in a bank statement; every line once'))
    .argument('<file>')
    .option('--account <name>', 'our account, where the file names none')
    .addOption(new Option('--format <format>').choices([...FORMATS]).default('auto'))
    .option('--map <file>', 'column map as JSON')
    .option('--accept-control-difference', 'take a statement that does not close', false)
    .action(importCommand)
  common(bank.command('match').description('what lines probably pay, and why'))
    .option('--account <name>')
    .option('--min-confidence <share>', '0.50 to 1', share)
    .option('--apply', 'post what is sure', false)
    .action(matchCommand)
  common(bank.command('post').description('post one line'))
    .argument('<entry>', 'id of the line')
    .requiredOption('--customer <code>')
    .option('--to <documents>', 'INV-1=100.00;INV-2')
    .option('--adjust <adjustments>', 'fee=6.20;discount=12.00')
    .option('--on-account', 'apply to nothing', false)
    .action(postCommand)
  common(bank.command('undo').description('take back what was done with a line'))
    .argument('<entry>')
    .action(async (entry: string, options: CommonOptions) => {
      const done = await withCompany(options, (client) =>
        client.bank.undo({ lineIds: [lineId(entry)] }),
      )
      if (options.json) print(done)
      else process.stdout.write(`undone: ${done.reversed} documents reversed\n`)
    })
  common(bank.command('suspense').description('park a line on the suspense account'))
    .argument('<entry>')
    .requiredOption('--reason <text>')
    .action(async (entry: string, options: CommonOptions & { reason: string }) => {
      const done = await withCompany(options, (client) =>
        client.bank.park({ lineId: lineId(entry), reason: options.reason }),
      )
      if (options.json) print({ entry: done.lineId, documentNo: done.documentNo })
      else process.stdout.write(`parked: ${done.documentNo}\n`)
    })
  common(bank.command('list').description('lines and where they stand'))
    .option('--state <state>', STATES.join(', '), choiceOption(STATES))
    .option('--account <name>')
    .action(listCommand)
  addRuleCommands(bank)
}

async function importCommand(file: string, options: ImportOptions): Promise<void> {
  const path = resolve(file)
  if (!existsSync(path)) throw new Refusal('file.not_found', { file })
  const done = await withCompany(options, (client) =>
    client.bank.import({
      source: { path },
      ...(options.account === undefined ? {} : { account: options.account }),
      ...(options.format === 'auto' ? {} : { format: options.format }),
      ...(options.map === undefined ? {} : { map: readMap(options.map) }),
      acceptControlDifference: options.acceptControlDifference,
    }),
  )
  if (!done.taken) exitCode.value = 1
  if (options.json) print({ statements: done.statements.map(statementJson), map: done.map })
  else {
    printTable(
      ['account', 'statement', 'from', 'to', 'opening', 'closing', 'new', 'known', 'control'],
      done.statements.map((one) => {
        const said = statementJson(one)
        return [
          said.account,
          said.number ?? '',
          said.from ?? '',
          said.to ?? '',
          said.opening ?? '',
          said.closing ?? '',
          String(said.imported),
          String(said.unchanged),
          said.control.difference ?? '',
        ]
      }),
      [4, 5, 6, 7, 8],
    )
    if (done.map?.from === 'remembered')
      process.stdout.write(`Columns as remembered: ${columnsText(done.map.columns)}\n`)
    if (!done.taken)
      process.stdout.write(
        'Nothing was taken: a statement does not close. See it with the bank, or give --accept-control-difference.\n',
      )
  }
}

function columnsText(columns: Readonly<Record<string, unknown>>): string {
  return Object.entries(columns)
    .map(([field, rule]) => `${field}=${typeof rule === 'string' ? rule : JSON.stringify(rule)}`)
    .join(', ')
}

function statementJson(one: Imported['statements'][number]) {
  const amount = (minor: number | null) => (minor === null ? null : money(minor, one.currency))
  return {
    account: one.account,
    currency: one.currency,
    number: one.number,
    from: one.from,
    to: one.to,
    opening: amount(one.openingMinor),
    closing: amount(one.closingMinor),
    entries: one.entries,
    lines: one.lines,
    credits: money(one.creditsMinor, one.currency),
    debits: money(one.debitsMinor, one.currency),
    control: { ok: one.control.ok, difference: amount(one.control.differenceMinor) },
    imported: one.imported,
    unchanged: one.unchanged,
  }
}

async function matchCommand(
  options: CommonOptions & { account?: string; minConfidence?: number; apply: boolean },
): Promise<void> {
  const matched = await withCompany(options, (client) =>
    client.bank.match({
      ...(options.account === undefined ? {} : { account: options.account }),
      ...(options.minConfidence === undefined ? {} : { minConfidence: options.minConfidence }),
      apply: options.apply,
    }),
  )
  if (options.json) return printLines(matched.map((line) => matchedJson(line, options)))
  printTable(
    ['date', 'amount', 'text', 'customer', 'score', 'decision'],
    matched.map(({ entry, proposals: [best], decision }) => [
      entry.date,
      `${money(entry.amountMinor, entry.currency)} ${entry.currency}`,
      entry.text.slice(0, 40),
      best?.customer ?? '',
      best ? String(Math.round(best.confidence * 100)) : '',
      decision,
    ]),
    [1, 4],
  )
}

function matchedJson(line: Matched, { lang, apply }: CommonOptions & { apply: boolean }) {
  const { entry, proposals, decision, posted } = line
  return {
    entry: entryJson(entry),
    proposals: proposals.map((one) => ({
      customer: one.customer,
      confidence: one.confidence,
      allocations: one.allocations.map(({ customer, documentNo, amountMinor, currency }) => ({
        customer,
        documentNo,
        amount: money(amountMinor, currency),
      })),
      adjustments: one.adjustments.map(({ kind, amountMinor }) => ({
        kind,
        amount: money(amountMinor, entry.currency),
      })),
      unapplied: money(one.unappliedMinor, entry.currency),
      evidence: one.evidence.map(({ kind, code, params }) => ({
        kind,
        detail: refusalText(code, params, lang),
      })),
    })),
    decision,
    ...(apply && posted !== null ? { posted } : {}),
  }
}

function entryJson(entry: Listed['entry']) {
  const { id, account, bankRef, date, valueDate, currency, text, counterparty, iban } = entry
  return {
    id,
    account,
    bankRef,
    date,
    valueDate,
    amount: money(entry.amountMinor, currency),
    currency,
    text,
    counterparty,
    iban,
  }
}

async function postCommand(
  entry: string,
  options: CommonOptions & {
    customer: string
    to?: string
    adjust?: string
    onAccount: boolean
  },
): Promise<void> {
  if (options.onAccount && options.to !== undefined)
    throw new Usage('--on-account applies to nothing: leave --to out.', 'option.invalid', {
      value: '--to',
    })
  const id = lineId(entry)
  const [done] = await withCompany(options, async (client) => {
    const { currency } = (await client.bank.get({ lineId: id })).entry
    const to = await Promise.all(
      pairsIn(options.to ?? '').map(async ([documentNo, amount]) => ({
        documentNo,
        amountMinor:
          amount === null
            ? null
            : decimal(amount, await currencyOf(client, documentNo, options.customer, currency)),
      })),
    )
    return client.bank.post({
      applications: [
        {
          lineId: id,
          customerCode: options.customer,
          ...(to.length === 0 ? {} : { to }),
          adjustments: pairsIn(options.adjust ?? '').map(([kind, amount]) => ({
            kind: adjustmentKind(kind),
            amountMinor: decimal(amount ?? '', currency),
          })),
          onAccount: options.onAccount,
        },
      ],
    })
  })
  if (options.json) print({ entry: id, documents: done?.documents ?? [] })
  else process.stdout.write(`posted: ${(done?.documents ?? []).join(', ')}\n`)
}

/** Amounts of `--to` are in the document's currency. */
async function currencyOf(
  client: SaldoClient,
  documentNo: string,
  customerCode: string,
  fallback: string,
): Promise<string> {
  try {
    return (await client.documents.get({ documentNo, customerCode })).currency
  } catch (error) {
    // Of another account of the group: the posting finds it, or says what is wrong.
    if (error instanceof Refusal && error.code.startsWith('document.')) return fallback
    throw error
  }
}

function adjustmentKind(text: string): AdjustmentKind {
  const kind = ADJUSTMENT_KINDS.find((one) => one === text)
  if (!kind)
    throw new Usage(`${text} is none of ${ADJUSTMENT_KINDS.join(', ')}.`, 'option.invalid', {
      value: text,
    })
  return kind
}

function share(text: string): number {
  const value = Number(text)
  if (!(value >= 0.5 && value <= 1))
    throw new Usage(`${text} is no confidence: 0.50 to 1.`, 'option.invalid', { value: text })
  return value
}

function lineId(text: string): string {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text))
    throw new Refusal('bank.line_unknown', { line: text })
  return text
}

async function listCommand(
  options: CommonOptions & { state?: (typeof STATES)[number]; account?: string },
): Promise<void> {
  const lines = await withCompany(options, (client) =>
    client.bank.list({
      ...(options.state === undefined ? {} : { state: options.state }),
      ...(options.account === undefined ? {} : { account: options.account }),
    }),
  )
  if (options.json)
    return printLines(
      lines.map(({ entry, state, documents }) => ({ entry: entryJson(entry), state, documents })),
    )
  printTable(
    ['id', 'date', 'amount', 'state', 'documents', 'text'],
    lines.map(({ entry, state, documents }) => [
      entry.id,
      entry.date,
      `${money(entry.amountMinor, entry.currency)} ${entry.currency}`,
      state,
      documents.join(', '),
      entry.text.slice(0, 60),
    ]),
    [2],
  )
}
