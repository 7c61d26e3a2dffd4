/** How often each thing happened: a simulation that injects nothing proves nothing. */
export class Counters {
  readonly counts = new Map<string, number>()

  add(name: string, n = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + n)
  }

  get(name: string): number {
    return this.counts.get(name) ?? 0
  }

  addAll(other: Counters): void {
    for (const [name, n] of other.counts) this.add(name, n)
  }
}
