/** A process that writes letters into a folder until it is killed: `company campaign folder`. */
import { main } from '../../main/cli/index.ts'

const [company = '', campaign = '', out = ''] = process.argv.slice(2)
process.exitCode = await main([
  'campaign',
  'render',
  campaign,
  '--out',
  out,
  '--format',
  'both',
  '--company',
  company,
  '--json',
])
