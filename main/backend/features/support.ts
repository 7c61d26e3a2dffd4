/** The support report: versions of program and system, and the logs, as one text to read first. */
import { existsSync, writeFileSync } from 'node:fs'
import { release } from 'node:os'
import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import { schemaVersion } from '../../../db/local/open.ts'
import type { support as contract } from '../../../shared/contract/support.ts'
import { Refusal } from '../../../shared/rpc/refusal.ts'
import { APP_VERSION } from '../context.ts'
import { logDirOf } from '../device/log.ts'
import { logLines } from '../device/log-lines.ts'
import type { Session } from '../session.ts'

type Report = z.input<(typeof contract)['report']['output']>

export function supportReport({ backend }: Session): Report {
  const logDir = logDirOf(backend.dataDir)
  const name = 'saldo-support.txt'
  const text = textOf(logDir, new Date(backend.clock.now()))
  const documentId = uuidv7()
  const path = backend.place(documentId, name)
  try {
    writeFileSync(path, text, { mode: 0o600 })
  } catch (error) {
    throw new Refusal('file.unwritable', {
      file: path,
      reason: (error as NodeJS.ErrnoException).code ?? '',
    })
  }
  return { documentId, name, text, logDir }
}

/** Facts first, then each log; fixed words in English, since a developer reads it. */
function textOf(logDir: string, at: Date): string {
  const facts: readonly (readonly [string, string])[] = [
    ['Saldo', APP_VERSION],
    ['Company file format', String(schemaVersion())],
    ['System', `${process.platform} ${release()} ${process.arch}`],
    ['Node', process.versions.node],
    ['Electron', process.versions['electron'] ?? 'none (browser version)'],
    ['Memory in use', `${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`],
    ['Written', at.toISOString()],
  ]
  const { files, leftOut } = existsSync(logDir) ? logLines(logDir) : { files: [], leftOut: 0 }
  return [
    'Saldo support report',
    '',
    ...facts.map(([fact, value]) => `${fact}: ${value}`),
    `Lines left out because they are no log lines of Saldo: ${leftOut}`,
    ...files.flatMap(({ name, lines }) => ['', `--- ${name}`, ...lines]),
    '',
  ].join('\n')
}
