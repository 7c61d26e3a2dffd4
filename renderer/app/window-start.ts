/**
 * Where a window opens: the desktop shell puts address and company into the fragment; read once before
 * anything is asked of the backend, and then gone.
 */
import { z } from 'zod'
import { holdCompany } from './company.ts'

const start = z.object({
  path: z.string().startsWith('/').max(2000),
  company: z.string().max(4096).nullable(),
})

export function adoptWindowStart(): void {
  const coded = /^#window=([\w-]+)$/.exec(location.hash)?.[1]
  if (coded === undefined) return
  const read = start.safeParse(decoded(coded))
  const { path, company } = read.success ? read.data : { path: '/', company: null }
  history.replaceState(null, '', `${location.pathname}#${path}`)
  if (company !== null) holdCompany(company)
}

function decoded(coded: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(coded.replaceAll('-', '+').replaceAll('_', '/')), (one) =>
      one.charCodeAt(0),
    )
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown
  } catch {
    return null
  }
}
