/**
 * Takes from this process what Node would load all that speaks to a network for: pdf.js mends
 * `Response` as it loads. For the reading process alone; there is no way back.
 */
export function withoutNetwork(): void {
  // Assigned, not defined: to define it anew Node would load what stands there first.
  globalThis.Response = class {} as typeof Response
}
