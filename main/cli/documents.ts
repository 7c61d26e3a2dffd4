/** What changes a posted document's course: allocations, due days, disputes, reversal. */
import type { Command } from 'commander'
import { v7 as uuidv7 } from 'uuid'
import { ENTERED_KINDS, type EnteredKind } from '../../shared/domain/kinds.ts'
import { fromDecimalString } from '../../shared/domain/money.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { choiceOption, dayOption, money, print, printTable, Usage, wholeOption } from './output.ts'
import { postedJson, showPosted } from './post.ts'
import { common, type CommonOptions, withCompany } from './session.ts'

interface KeyOptions {
  readonly customer?: string
  readonly type?: EnteredKind
}

const withKey = (command: Command) =>
  common(command)
    .option('--customer <code>', 'where a number is not unique')
    .option('--type <type>', 'where a number is not unique', choiceOption(ENTERED_KINDS))

export function addDocumentCommands(program: Command): void {
  withKey(program.command('allocate').description('apply a credit document'))
    .requiredOption('--receipt <no>')
    .option('--to <targets>', 'INV-1=100.00;INV-2')
    .option('--auto', "by the account's policy", false)
    .option('--date <day>', 'effective day', dayOption)
    .action(
      async (
        options: CommonOptions &
          KeyOptions & { receipt: string; to?: string; auto: boolean; date?: string },
      ) => {
        if (options.to === undefined && !options.auto)
          throw new Usage('Say where to with --to, or --auto.')
        const done = await withCompany(options, async (client) => {
          const credit = await client.documents.get({
            documentNo: options.receipt,
            ...keyOf(options),
          })
          const to = options.to === undefined ? undefined : targetsOf(options.to, credit.currency)
          return client.allocations.add({
            credit: { documentId: credit.documentId },
            auto: options.to === undefined,
            ...(to === undefined ? {} : { to }),
            ...(options.date === undefined ? {} : { on: options.date }),
          })
        })
        const { currency } = done.document
        const allocations = done.allocations.map((one) => ({
          documentNo: one.documentNo,
          installment: one.installment,
          amount: money(one.amountMinor, currency),
          date: one.effectiveOn,
        }))
        if (options.json)
          print({
            documentNo: done.document.documentNo,
            policy: done.policy,
            open: money(done.document.openMinor, currency),
            allocations,
          })
        else
          printTable(
            ['document', 'amount', 'date'],
            allocations.map((one) => [one.documentNo, one.amount, one.date]),
            [1],
          )
      },
    )

  withKey(program.command('deallocate').description('take allocations back'))
    .requiredOption('--receipt <no>')
    .option('--to <no>', 'only those to this document')
    .option('--date <day>', 'effective day', dayOption)
    .action(
      async (
        options: CommonOptions & KeyOptions & { receipt: string; to?: string; date?: string },
      ) => {
        const done = await withCompany(options, (client) =>
          client.allocations.remove({
            credit: { documentNo: options.receipt, ...keyOf(options) },
            ...(options.to === undefined ? {} : { from: { documentNo: options.to } }),
            ...(options.date === undefined ? {} : { on: options.date }),
          }),
        )
        const { currency } = done.document
        const removed = done.removed.map((one) => ({
          documentNo: one.documentNo,
          amount: money(one.amountMinor, currency),
          date: one.effectiveOn,
        }))
        if (options.json)
          print({
            documentNo: done.document.documentNo,
            open: money(done.document.openMinor, currency),
            removed,
          })
        else
          printTable(
            ['document', 'amount', 'date'],
            removed.map((one) => [one.documentNo, one.amount, one.date]),
            [1],
          )
      },
    )

  withKey(program.command('due-date').description('a dated agreement on another due day'))
    .argument('<document>')
    .argument('<day>', 'new due day', dayOption)
    .requiredOption('--reason <text>')
    .option('--installment <n>', 'which installment', wholeOption)
    .option('--date <day>', 'day of the agreement', dayOption)
    .action(
      async (
        documentNo: string,
        dueOn: string,
        options: CommonOptions &
          KeyOptions & { reason: string; installment?: number; date?: string },
      ) => {
        const view = await withCompany(options, (client) =>
          client.documents.agreeDueDate({
            key: { documentNo, ...keyOf(options) },
            dueOn,
            reason: options.reason,
            ...(options.installment === undefined ? {} : { installment: options.installment }),
            ...(options.date === undefined ? {} : { on: options.date }),
          }),
        )
        const installments = view.installments.map((one) => ({
          installment: one.n,
          dueDate: one.dueOn,
          open: money(one.openMinor, view.currency),
        }))
        if (options.json) print({ documentNo: view.documentNo, installments })
        else
          printTable(
            ['installment', 'due', 'open'],
            installments.map((one) => [String(one.installment), one.dueDate, one.open]),
            [2],
          )
      },
    )

  addDispute(program)

  withKey(program.command('reverse').description('post the mirror of a document'))
    .argument('<document>')
    .requiredOption('--reason <text>')
    .option('--date <day>', 'day of the mirror', dayOption)
    .action(
      async (
        documentNo: string,
        options: CommonOptions & KeyOptions & { reason: string; date?: string },
      ) => {
        const done = await withCompany(options, (client) =>
          client.documents.reverse({
            key: { documentNo, ...keyOf(options) },
            reason: options.reason,
            ...(options.date === undefined ? {} : { on: options.date }),
          }),
        )
        if (options.json) print(postedJson(done))
        else showPosted([done])
      },
    )
}

function addDispute(program: Command): void {
  const dispute = withKey(
    program.command('dispute').description('flag part of a document as disputed'),
  )
    .argument('<document>')
    .requiredOption('--amount <amount>')
    .requiredOption('--reason <code>')
    .option('--note <text>')
    .action(
      async (
        documentNo: string,
        options: CommonOptions & KeyOptions & { amount: string; reason: string; note?: string },
      ) => {
        const disputeId = uuidv7()
        const view = await withCompany(options, async (client) => {
          const document = await client.documents.get({ documentNo, ...keyOf(options) })
          const amountMinor = positive(options.amount, document.currency)
          return client.documents.dispute({
            disputeId,
            key: { documentId: document.documentId },
            amountMinor,
            reason: options.reason,
            ...(options.note === undefined ? {} : { note: options.note }),
          })
        })
        const disputed = view.disputes
          .filter((one) => one.resolvedOn === null)
          .reduce((sum, one) => sum + one.amountMinor, 0)
        if (options.json)
          print({
            id: disputeId,
            documentNo: view.documentNo,
            disputed: money(disputed, view.currency),
          })
        else process.stdout.write(`${disputeId}\n`)
      },
    )
  dispute.enablePositionalOptions()
  common(dispute.command('resolve').description('settle a dispute'))
    .argument('<id>')
    .requiredOption(
      '--how <how>',
      'credit, accepted or withdrawn',
      choiceOption(['credit', 'accepted', 'withdrawn'] as const),
    )
    .action(
      async (
        disputeId: string,
        options: CommonOptions & { how: 'credit' | 'accepted' | 'withdrawn' },
      ) => {
        if (!/^[0-9a-f-]{36}$/.test(disputeId)) throw new Refusal('dispute.unknown', { disputeId })
        const view = await withCompany(options, (client) =>
          client.documents.resolveDispute({ disputeId, how: options.how }),
        )
        if (options.json) print({ id: disputeId, documentNo: view.documentNo, how: options.how })
        else process.stdout.write(`${view.documentNo}: ${options.how}\n`)
      },
    )
}

function keyOf(options: KeyOptions): { customerCode?: string; kind?: EnteredKind } {
  return {
    ...(options.customer === undefined ? {} : { customerCode: options.customer }),
    ...(options.type === undefined ? {} : { kind: options.type }),
  }
}

function targetsOf(
  text: string,
  currency: string,
): { documentNo: string; amountMinor: number | null }[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.lastIndexOf('=')
      if (at < 0) return { documentNo: part, amountMinor: null }
      return {
        documentNo: part.slice(0, at).trim(),
        amountMinor: positive(part.slice(at + 1).trim(), currency),
      }
    })
}

function positive(text: string, currency: string): number {
  const minor = fromDecimalString(text, currency)
  if (minor === null || minor <= 0)
    throw new Usage(`${text} is no positive ${currency} amount.`, 'option.invalid', { value: text })
  return minor
}
