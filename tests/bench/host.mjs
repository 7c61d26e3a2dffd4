// The built browser host over one company file, as `npm start` runs it; prints its link.
import { startHost } from '../../out/host/host.js'

const [dataDir, companyFile, rendererDir, moment] = process.argv.slice(2)
const host = await startHost({
  dataDir,
  companyFile,
  rendererDir,
  clock: { now: () => Date.parse(moment) },
})
process.stdout.write(`${host.url}\n`)
process.on('SIGTERM', () => void host.stop().then(() => process.exit(0)))
