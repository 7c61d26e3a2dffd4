/** Are this device and its server equal: compare, own hashes (cli.md, Devices). */
import type { Command } from 'commander'
import { choiceOption, exitCode, money, print, printTable } from './output.ts'
import { common, type CommonOptions, type SaldoClient, withCompany } from './session.ts'

type Difference = Awaited<ReturnType<SaldoClient['device']['compare']>>['differences'][number]
const LEVELS = ['root', 'bucket', 'customer', 'cell', 'doc'] as const

export function addProofCommands(device: Command): void {
  common(
    device.command('compare').description('prove both sides equal, or name each row that is not'),
  ).action(async (options: CommonOptions) => {
    const { differences, ...proof } = await withCompany(options, (client) =>
      client.device.compare({}),
    )
    if (!proof.equal) exitCode.value = 1
    showDifferences(options, proof, differences)
  })
  common(
    device.command('repair').description('write what differs here anew from what was signed'),
  ).action(async (options: CommonOptions) => {
    const { differences, ...proof } = await withCompany(options, (client) =>
      client.device.repair({}),
    )
    if (!proof.equal) exitCode.value = 1
    showDifferences(options, proof, differences)
  })
  common(
    device.command('snapshot').description('build the confirmed ledger anew from the server’s log'),
  ).action(async (options: CommonOptions) => {
    const rebuilt = await withCompany(options, (client) => client.device.snapshot({}))
    if (options.json) print(rebuilt)
    else
      process.stdout.write(
        `sequence ${rebuilt.seq}, root ${rebuilt.root}: ${rebuilt.rows} changes in ${rebuilt.chunks} chunks\n`,
      )
  })
  common(device.command('digest').description('this device’s own hashes, level by level'))
    .option('--level <level>', LEVELS.join(', '), choiceOption(LEVELS), 'root')
    .option('--key <key>', 'of the level above: bucket, customer, cell; or a customer code')
    .action(async (options: CommonOptions & { level: (typeof LEVELS)[number]; key?: string }) => {
      const { level, key } = options
      const digest = await withCompany(options, (client) =>
        client.device.digest({ level, ...(key === undefined ? {} : { key }) }),
      )
      if (options.json) print(digest)
      else
        printTable(
          ['key', 'hash'],
          digest.nodes.map((node) => [node.key, node.hash]),
        )
    })
}

export function showDifferences(
  options: CommonOptions,
  proof: { readonly equal: boolean; readonly seq: number; readonly root: string },
  differences: readonly Difference[],
): void {
  if (options.json) {
    print({ ...proof, differences: differences.map(told) })
    return
  }
  process.stdout.write(
    `${proof.equal ? 'equal' : 'DIFFERENT'} at sequence ${proof.seq}, root ${proof.root}\n`,
  )
  if (differences.length === 0) return
  const amount = (row: Difference, side: 'here' | 'there') => {
    const minor = row[side]?.amountMinor
    return minor === undefined || minor === null || row.currency === null
      ? row[side] === null
        ? '-'
        : ''
      : money(minor, row.currency)
  }
  printTable(
    ['customer', 'document', 'what', 'difference', 'currency', 'here', 'there', 'cause', 'damaged'],
    differences.map((row) => [
      row.customer ?? '',
      row.documentNo ?? '',
      row.what,
      row.kind,
      row.currency ?? '',
      amount(row, 'here'),
      amount(row, 'there'),
      row.cause,
      row.damaged ?? '',
    ]),
    [5, 6],
  )
}

/** Amounts as decimal text in the currency of the row. */
function told(row: Difference): object {
  const side = (one: Difference['here']) => {
    if (one === null) return null
    const { amountMinor, ...rest } = one
    return {
      ...rest,
      amount:
        amountMinor === null || row.currency === null ? null : money(amountMinor, row.currency),
    }
  }
  return { ...row, here: side(row.here), there: side(row.there) }
}
