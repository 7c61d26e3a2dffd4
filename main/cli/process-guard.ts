/**
 * What a terminal may do to the process: a reader that goes away (`saldo customers | head`) is no
 * fault, a full disk is said in one sentence, and nothing ends in a stack trace.
 *
 * SIGINT and SIGTERM keep the system's meaning, the process ends at once: a command writes the ledger
 * in one transaction, so that any moment is a safe point.
 */
let isGuarded = false

export function guardStreams(): void {
  if (isGuarded) return
  isGuarded = true
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return
    process.exitCode = 1
    process.stderr.write(`Standard output cannot be written: ${error.code ?? error.message}\n`)
  })
  process.stderr.on('error', () => undefined)
}

/** Runs `work`; a fault that no promise carries is told to `onFault` and ends the process with 3. */
export async function guarded(
  work: () => Promise<number>,
  onFault: (error: unknown) => number,
): Promise<number> {
  const caught = (error: unknown): void => {
    process.exit(onFault(error))
  }
  process.on('uncaughtException', caught)
  process.on('unhandledRejection', caught)
  try {
    return await work()
  } finally {
    process.off('uncaughtException', caught)
    process.off('unhandledRejection', caught)
  }
}
