/** A company that sells, with documents from a file: what letters and packs are tried on. */
import { CliFolder } from '../support/cli.ts'

/** `files`: what is imported in turn, as kind, text and further options. */
export async function wholesaler(
  ...files: readonly (readonly [
    kind: 'customers' | 'documents',
    csv: string,
    ...options: string[],
  ])[]
): Promise<CliFolder> {
  const folder = new CliFolder()
  await folder.call('init', '--name', 'Toptan A.Ş.', '--currency', 'TRY')
  // Documents in another currency need one.
  await folder.call('rates', 'set', 'EUR', '2026-09-01', '48.5')
  for (const [kind, csv, ...options] of files)
    await folder.call('import', kind, folder.write(`${kind}.csv`, csv), ...options)
  return folder
}
