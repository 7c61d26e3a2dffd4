/** Answers to letters: one by hand, many from a file. */
import { readFileSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { fromDecimalString } from '../../shared/domain/money.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { known, letterJson, showLetters } from './campaign-print.ts'
import { exitCode, print, Usage } from './output.ts'
import { refusalText } from './sentences.ts'
import { type CommonOptions, type SaldoClient, withCompany } from './session.ts'

/** As many bytes of an answer's attachment as the contract takes. */
const ATTACHMENT_MAX = 5_000_000

export interface AnswerOptions extends CommonOptions {
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

export async function answer(id: string, options: AnswerOptions): Promise<void> {
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

export async function answers(id: string, file: string, options: CommonOptions): Promise<void> {
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
