/** The page's entry: opens the door, connects the contract, starts the screens. */
import './trusted-types.ts'
import { contract } from '../../shared/contract/index.ts'
import { connect } from '../../shared/rpc/client.ts'
import { openHost } from '../host/index.ts'
import { useLine } from './line.ts'
import { reconnect, startPage } from './start.tsx'
import { showNoSession } from './no-session.ts'
import { adoptWindowStart } from './window-start.ts'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')

const RETRY_MS = 1000

async function open(): Promise<ReturnType<typeof connect<typeof contract>>> {
  const { port } = await openHost()
  const connection = connect(contract, port)
  connection.onClose(() => void again())
  return connection
}

/** A lost line is taken up again as soon as the backend answers; what is on screen stays. */
async function again(): Promise<void> {
  useLine.setState({ isLost: true })
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    const connection = await open().catch(() => null)
    if (connection === null) continue
    // One that breaks at once is closed, and its own closing tries again.
    await reconnect(connection).then(
      () => useLine.setState({ isLost: false }),
      () => connection.close(),
    )
    return
  }
}

try {
  adoptWindowStart()
  await startPage(root, await open())
} catch {
  showNoSession(root)
}
