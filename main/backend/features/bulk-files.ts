/**
 * Papers of many accounts as files: one each, or one for all. The work of a job and of the command line
 * alike: a plan says for whom and what, `write` makes one account's, `finish` what holds for all.
 *
 * An account's figures are read when its turn comes; every file is whole or not there, so it can be
 * stopped between any two and taken up again with those that are left.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type CsvStyle, PLAIN_CSV } from '../../../shared/contract/csv.ts'
import type { Context } from '../context.ts'
import type { PdfRequest } from '../documents/pdf/request.ts'
import type { BookFacts, Table } from '../documents/table.ts'
import {
  closing,
  type OpenPrint,
  type OpenTables,
  openPrint,
  openTables,
} from '../documents/writer.ts'
import { safeName } from './file-names.ts'
import { printFactsOf } from './paper-orders.ts'
import { settingsOf } from './settings.ts'

/** Runs work on the ledger as it stands. */
export interface Ledger {
  query<T>(work: (context: Context) => T): T
}

type Single = 'pdf' | 'xlsx' | 'csv'

/** What one account gets. */
export interface BulkPaper {
  readonly bookmark: string
  readonly pdf: PdfRequest
  readonly tables: () => readonly Table[]
  /** Of a list of all: whose each line is, where the tables do not say it. */
  readonly owners: readonly string[]
  readonly facts: () => BookFacts
}

export interface BulkPlan {
  readonly formats: readonly Single[]
  readonly joined: boolean
  /** Name of a file for all. */
  readonly stem: string
  readonly csv?: CsvStyle
  /** For whom, in order. */
  keys(context: Context): string[]
  /** Wished file name, without its ending; made safe and unique here. */
  nameOf(context: Context, key: string): string
  /** Null where there is nothing to say. */
  paperOf(context: Context, key: string): BulkPaper | null
  /** Of a file for all. */
  titleOf(context: Context): { readonly language: 'tr' | 'en' | 'de'; readonly title: string }
}

export class BulkFiles {
  readonly #ledger: Ledger
  readonly #plan: BulkPlan
  readonly #folder: string
  readonly #names: ReadonlyMap<string, string>
  #print: OpenPrint | null = null
  readonly #tables = new Map<'xlsx' | 'csv', OpenTables>()

  constructor(ledger: Ledger, plan: BulkPlan, keys: readonly string[], folder: string) {
    this.#ledger = ledger
    this.#plan = plan
    this.#folder = folder
    this.#names = plan.joined ? new Map() : namesOf(ledger, plan, keys)
  }

  /** Takes away what a killed run left unfinished: only parts of files this run makes. */
  clean(): void {
    if (!existsSync(this.#folder)) return
    const own = new Set(this.#plan.joined ? [this.#plan.stem] : this.#names.values())
    for (const name of readdirSync(this.#folder)) {
      const [, stem] = /^(.*)\.(?:pdf|xlsx|csv)\.[0-9a-f]{8}\.tmp$/.exec(name) ?? []
      if (stem !== undefined && own.has(stem)) rmSync(join(this.#folder, name), { force: true })
    }
  }

  /** Names of the files an account has when all is done. */
  filesOf(key: string): string[] {
    return this.#plan.formats.map((format) => basename(this.#fileOf(key, format)))
  }

  /** Answers the files made for this account; none where there is nothing to say. */
  async write(key: string): Promise<string[]> {
    const { context, paper } = this.#ledger.query((asked) => ({
      context: asked,
      paper: this.#plan.paperOf(asked, key),
    }))
    if (paper === null) return []
    const files: string[] = []
    for (const format of this.#plan.formats) {
      const file = this.#fileOf(key, format)
      if (format === 'pdf') await this.#addPrint(context, file, paper)
      else await this.#addTables(file, format, paper)
      files.push(file)
    }
    return files
  }

  /** Closes what holds for all; answers those files. */
  async finish(): Promise<string[]> {
    const files: string[] = []
    if (this.#print) {
      await this.#print.close()
      files.push(this.#fileOf('', 'pdf'))
    }
    for (const [format, tables] of this.#tables) {
      await tables.close()
      files.push(this.#fileOf('', format))
    }
    return files
  }

  /** Leaves nothing of a file for all that is not finished. */
  async discard(): Promise<void> {
    await this.#print?.discard()
    for (const tables of this.#tables.values()) await tables.discard()
  }

  async #addPrint(context: Context, file: string, { pdf, bookmark }: BulkPaper): Promise<void> {
    const isFlushed = false
    if (!this.#plan.joined) {
      const single = await openPrint(file, printFactsOf(context, pdf), { isFlushed })
      await closing(single, () => single.add(pdf, null))
      return
    }
    const { language, title } = this.#plan.titleOf(context)
    this.#print ??= await openPrint(file, {
      language,
      title,
      author: context.company.name,
      isTagged: false,
      logo: settingsOf(context).logo || null,
    })
    await this.#print.add(pdf, bookmark)
  }

  async #addTables(file: string, format: 'xlsx' | 'csv', paper: BulkPaper): Promise<void> {
    const open = (isFlushed: boolean) =>
      openTables(
        file,
        format === 'xlsx'
          ? { kind: 'xlsx', facts: paper.facts() }
          : { kind: 'csv', style: this.#plan.csv ?? PLAIN_CSV },
        { isFlushed },
      )
    const tables = paper.tables()
    if (!this.#plan.joined) {
      const single = await open(false)
      await closing(single, async () => {
        for (const table of tables) await single.add(table)
      })
      return
    }
    let joined = this.#tables.get(format)
    if (!joined) this.#tables.set(format, (joined = await open(true)))
    // A list of all needs to say whose each line is; a workbook has a sheet for each.
    for (const [i, table] of tables.entries())
      await joined.add(format === 'csv' ? withOwner(table, paper.owners[i] ?? '') : table)
  }

  #fileOf(key: string, format: Single): string {
    const name = this.#plan.joined ? this.#plan.stem : (this.#names.get(key) ?? safeName(key))
    return join(this.#folder, `${name}.${format}`)
  }
}

function withOwner(table: Table, owner: string): Table {
  return {
    ...table,
    headings: ['customer', ...table.headings],
    rows: [...table.rows].map((row) => [owner, ...row]),
  }
}

/** A file name for each; two that would be one get a number. */
function namesOf(
  ledger: Ledger,
  plan: BulkPlan,
  keys: readonly string[],
): ReadonlyMap<string, string> {
  return ledger.query((context) => {
    const names = new Map<string, string>()
    const used = new Set<string>()
    for (const key of keys) {
      const wanted = safeName(plan.nameOf(context, key))
      let name = wanted
      for (let n = 2; used.has(name.toLowerCase()); n += 1) name = `${wanted} (${n})`
      used.add(name.toLowerCase())
      names.set(key, name)
    }
    return names
  })
}
