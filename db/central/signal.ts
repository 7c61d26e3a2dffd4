/**
 * Processes over one database tell each other that a company moved on, by LISTEN and NOTIFY on a
 * connection kept for it. Hints only: while the connection is away none are heard, and nobody minds.
 */
import pg from 'pg'

const CHANNEL = 'saldo_moved'
const AGAIN_MS = 2000

export class CompanySignal {
  readonly #url: string
  readonly #report: (error: Error) => void
  #client: pg.Client | null = null
  #heard: (companyId: string) => void = () => undefined
  #timer: NodeJS.Timeout | null = null
  #isClosed = false

  /** `report` hears of a lost connection, which comes back by itself. */
  constructor(url: string, report: (error: Error) => void) {
    this.#url = url
    this.#report = report
  }

  async open(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'saldo signal',
      connectionTimeoutMillis: 10_000,
    })
    client.on('error', (error) => this.#lost(client, error))
    client.on('end', () => this.#lost(client, null))
    client.on('notification', ({ payload }) => this.#heard(payload ?? ''))
    await client.connect()
    await client.query(`listen ${CHANNEL}`)
    if (this.#isClosed) await client.end()
    else this.#client = client
  }

  onSignal(heard: (companyId: string) => void): void {
    this.#heard = heard
  }

  send(companyId: string): void {
    this.#client
      ?.query('select pg_notify($1, $2)', [CHANNEL, companyId])
      .catch((error: unknown) => this.#report(error as Error))
  }

  async close(): Promise<void> {
    this.#isClosed = true
    if (this.#timer) clearTimeout(this.#timer)
    const client = this.#client
    this.#client = null
    await client?.end()
  }

  #lost(client: pg.Client, error: Error | null): void {
    if (error) this.#report(error)
    if (this.#isClosed || this.#client !== client) return
    this.#client = null
    this.#openLater()
  }

  #openLater(): void {
    this.#timer = setTimeout(() => {
      this.open().catch((error: unknown) => {
        this.#report(error as Error)
        if (!this.#isClosed) this.#openLater()
      })
    }, AGAIN_MS)
    this.#timer.unref()
  }
}
