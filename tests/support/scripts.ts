/** Threads and processes beside the ledger's start from the bundles made for this run. */
import { fileURLToPath } from 'node:url'
import { lookForScriptsIn } from '../../main/backend/script-beside.ts'

lookForScriptsIn(fileURLToPath(new URL('../../out/beside/backend', import.meta.url)))
