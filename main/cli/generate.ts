/** `saldo generate`: the ledger of the bench as files, written as they come; memory stays flat. */
import { once } from 'node:events'
import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Command } from 'commander'
import { VARIANTS, type Variant } from '../../shared/domain/generate/ledger-walk.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { choiceOption, print, wholeFrom, wholeOption } from './output.ts'
import { common, type CommonOptions } from './session.ts'

const CHUNK_CHARACTERS = 1_000_000

interface GenerateOptions extends CommonOptions {
  readonly out: string
  readonly seed: number
  readonly customers: number
  readonly documents: number
  readonly variant: Variant
}

export function addGenerateCommand(program: Command): void {
  common(
    program
      .command('generate')
      .description('write the ledger of the bench as CSV files for import'),
  )
    .requiredOption('--out <dir>')
    .requiredOption('--seed <n>', 'seed', wholeOption)
    .requiredOption('--customers <n>', 'customers', wholeFrom(1))
    .requiredOption('--documents <n>', 'documents', wholeFrom(1))
    .option('--variant <name>', VARIANTS.join(', '), choiceOption(VARIANTS), 'plain')
    .action(generate)
}

async function generate(options: GenerateOptions): Promise<void> {
  const { out, seed, customers, documents, variant } = options
  const { generateLedger } = await import('../../shared/domain/generate/ledger.ts')
  makeFolder(out)
  const files: string[] = []
  for (const file of generateLedger({ seed, customers, documents, variant })) {
    await writeLines(join(out, file.name), file.lines)
    files.push(file.name)
    if (process.stderr.isTTY) process.stderr.write(`${file.name}\n`)
  }
  if (options.json) print({ out: resolve(out), files })
  else process.stdout.write(`${files.map((name) => join(out, name)).join('\n')}\n`)
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch {
    throw new Refusal('file.unwritable', { file: path })
  }
}

/** Under another name until it is whole, so that a run that was stopped leaves no half file. */
async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  if (existsSync(path)) throw new Refusal('file.exists', { file: path })
  const stream = createWriteStream(`${path}.part`)
  let chunk = ''
  for (const line of lines) {
    chunk += `${line}\n`
    if (chunk.length < CHUNK_CHARACTERS) continue
    if (!stream.write(chunk)) await once(stream, 'drain')
    chunk = ''
  }
  stream.end(chunk)
  await finished(stream)
  renameSync(`${path}.part`, path)
}
