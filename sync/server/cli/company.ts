/** saldo server company, user, code, series: who may use the server, and as what. */
import { type Command, InvalidArgumentError } from 'commander'
import { isCurrency } from '../../../shared/domain/currency.ts'
import { ENTERED_KINDS, DERIVED_KINDS } from '../../../shared/domain/kinds.ts'
import {
  addSeries,
  changeRoles,
  createCompany,
  createUser,
  makeEnrolmentCode,
  setUserStatus,
} from '../accounts.ts'
import { type Role, ROLES } from '../../../shared/domain/roles.ts'
import { customerIdsOf, membersOf, seriesOf } from '../listings.ts'
import {
  choiceOption,
  idOption,
  passwordFromStdin,
  printList,
  printOne,
  Usage,
  wholeOption,
} from './output.ts'
import { atDesk, common, type CommonOptions } from './session.ts'

type InCompany = CommonOptions & { readonly company: string }

export function addCompanyCommands(program: Command): void {
  const company = program.command('company').description('companies of the server')
  common(company.command('create').description('make a company'))
    .requiredOption('--name <name>')
    .requiredOption('--currency <code>', 'three capitals', currencyOption)
    .option('--timezone <zone>', 'IANA time zone', 'Europe/Istanbul')
    .option('--fiscal-year-start <month>', 'first month of the fiscal year', wholeOption(12), 1)
    .option('--id <id>', 'id of a company file that will be published', idOption)
    .action(
      async (
        options: CommonOptions & {
          name: string
          currency: string
          timezone: string
          fiscalYearStart: number
          id?: string
        },
      ) => {
        const { name, currency, timezone, fiscalYearStart, id = null } = options
        if (!isTimeZone(timezone)) throw new Usage(`${timezone} is no time zone.`)
        if (fiscalYearStart < 1) throw new Usage('The fiscal year starts in a month from 1 to 12.')
        const made = await atDesk(options, (desk) =>
          createCompany(desk, { name, currency, timezone, fiscalYearStart, id }),
        )
        printOne({ id: made }, isJson(options))
      },
    )
  common(company.command('list').description('companies and where they stand')).action(
    async (options: CommonOptions) => {
      const heads = await atDesk(options, ({ store }) => store.companies())
      const companies = heads.map((head) => ({
        id: head.companyId,
        name: head.name,
        currency: head.currency,
        timezone: head.timezone,
        timeline: head.timelineId,
        seq: head.seq,
      }))
      printList('companies', companies, isJson(options))
    },
  )
}

export function addUserCommands(program: Command): void {
  const user = program.command('user').description('users and their roles')
  common(user.command('create').description('make a user of a company'))
    .requiredOption('--company <id>', 'the company', idOption)
    .requiredOption('--name <name>')
    .requiredOption('--role <roles...>', ROLES.join(', '))
    .option('--person <person>', 'the human, where one has several accounts')
    .option('--scope <codes>', 'customer codes, separated by commas; none: every customer')
    .option('--password-stdin', 'read the password from standard input')
    .action(
      async (
        options: InCompany & {
          name: string
          role: string[]
          person?: string
          scope?: string
          passwordStdin?: boolean
        },
      ) => {
        const { company, name, role, person = null, scope } = options
        const roles = role.flatMap((text) => text.split(',')).map(choiceOption(ROLES))
        const password = options.passwordStdin ? passwordFromStdin() : null
        const id = await atDesk(options, async (desk) =>
          createUser(desk, {
            companyId: company,
            name,
            roles,
            person,
            scope:
              scope === undefined ? null : await customerIdsOf(desk, company, scope.split(',')),
            password,
          }),
        )
        printOne({ id }, isJson(options))
      },
    )
  common(user.command('role').description('give or take a role'))
    .argument('<user>', 'id', idOption)
    .requiredOption('--company <id>', 'the company', idOption)
    .option('--add <role>', 'give this role', choiceOption(ROLES))
    .option('--remove <role>', 'take this role', choiceOption(ROLES))
    .action(async (id: string, options: InCompany & { add?: Role; remove?: Role }) => {
      const { company, add, remove } = options
      if (add === undefined && remove === undefined) throw new Usage('Name --add or --remove.')
      const roles = await atDesk(options, (desk) =>
        changeRoles(desk, company, id, {
          add: add === undefined ? [] : [add],
          remove: remove === undefined ? [] : [remove],
        }),
      )
      printOne({ id, roles }, isJson(options))
    })
  for (const [name, status, words] of [
    ['suspend', 'suspended', 'no request and no sign-in any more'],
    ['resume', 'active', 'take a suspension back'],
  ] as const)
    common(user.command(name).description(words))
      .argument('<user>', 'id', idOption)
      .action(async (id: string, options: CommonOptions) => {
        await atDesk(options, (desk) => setUserStatus(desk, id, status))
        printOne({ id, status }, isJson(options))
      })
  common(user.command('list').description('users by company'))
    .option('--company <id>', 'of this company only', idOption)
    .action(async (options: CommonOptions & { company?: string }) => {
      const users = await atDesk(options, (desk) => membersOf(desk, options.company ?? null))
      printList('users', users, isJson(options))
    })
}

export function addCodeCommand(program: Command): void {
  common(program.command('code').description('an enrolment code, used once within 10 minutes'))
    .requiredOption('--company <id>', 'the company', idOption)
    .requiredOption('--user <id>', 'the user', idOption)
    .action(async (options: InCompany & { user: string }) => {
      const made = await atDesk(options, (desk) =>
        makeEnrolmentCode(desk, options.company, options.user),
      )
      const expiresAt = new Date(made.expiresAt).toISOString()
      printOne({ code: made.code, expiresAt }, isJson(options))
    })
}

export function addSeriesCommand(program: Command): void {
  common(program.command('series').description('number series of a company'))
    .requiredOption('--company <id>', 'the company', idOption)
    .option('--add <code>', 'a new series: three capitals or digits', seriesOption)
    .option(
      '--kind <kind>',
      'documents it numbers',
      choiceOption([...ENTERED_KINDS, ...DERIVED_KINDS]),
    )
    .action(async (options: InCompany & { add?: string; kind?: string }) => {
      const { company, add, kind } = options
      if ((add === undefined) !== (kind === undefined))
        throw new Usage('A new series needs both --add and --kind.')
      const series = await atDesk(options, async (desk) => {
        if (add !== undefined && kind !== undefined) await addSeries(desk, company, add, kind)
        return seriesOf(desk, company)
      })
      printList('series', series, isJson(options))
    })
}

function isJson({ json }: CommonOptions): boolean {
  return json === true
}

function currencyOption(text: string): string {
  if (!isCurrency(text)) throw new InvalidArgumentError(`${text} is no currency code.`)
  return text
}

function seriesOption(text: string): string {
  if (!/^[A-Z0-9]{3}$/.test(text))
    throw new InvalidArgumentError(`${text} is no series: three capitals or digits.`)
  return text
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
