/**
 * The page's socket, seen and steered by the walk: how many questions are open, an answer held back
 * (loading), refused (error) or made up (a server and other people), a line that is cut (offline).
 */
import type { Page, WebSocketRoute } from '@playwright/test'

type Question = { readonly id: number; readonly path: string }

export class Wire {
  readonly #open = new Set<number>()
  readonly #held = new Set<string>()
  readonly #refused = new Set<string>()
  readonly #answers = new Map<string, unknown>()
  #page: WebSocketRoute | null = null
  #isCut = false

  /** Before the page is opened. */
  async watch(page: Page): Promise<void> {
    await page.routeWebSocket(/\/ws$/, (socket) => {
      if (this.#isCut) return void socket.close()
      this.#page = socket
      this.#open.clear()
      const host = socket.connectToServer()
      socket.onMessage((message) => {
        const { id, path } = JSON.parse(String(message)) as Question
        if (this.#held.has(path)) return
        if (this.#refused.has(path))
          return socket.send(
            JSON.stringify({ id, ok: false, error: { code: 'bug', params: {}, incident: 'A7F3' } }),
          )
        if (this.#answers.has(path))
          return socket.send(JSON.stringify({ id, ok: true, value: this.#answers.get(path) }))
        this.#open.add(id)
        host.send(message)
      })
      host.onMessage((message) => {
        const { id } = JSON.parse(String(message)) as { id?: number }
        socket.send(message)
        if (id !== undefined) this.#open.delete(id)
      })
    })
  }

  /** Questions that are never answered, until the wire is whole again. */
  hold(...paths: readonly string[]): void {
    for (const path of paths) this.#held.add(path)
  }

  refuse(...paths: readonly string[]): void {
    for (const path of paths) this.#refused.add(path)
  }

  /** What a question is answered, for a state that needs a server and other people. */
  answer(answers: Readonly<Record<string, unknown>>): void {
    for (const [path, value] of Object.entries(answers)) this.#answers.set(path, value)
  }

  /** Tells the page that something was written, so that it asks again for what it shows. */
  stir(): void {
    this.#page?.send(JSON.stringify({ event: 'changed' }))
  }

  cut(): void {
    this.#isCut = true
    // What was asked over the old line is not answered any more.
    this.#open.clear()
    void this.#page?.close()
  }

  mend(): void {
    this.#held.clear()
    this.#refused.clear()
    this.#answers.clear()
    this.#isCut = false
  }

  get isQuiet(): boolean {
    return this.#open.size === 0
  }
}
