/** What finds a difference without reading all rows, and what reads them all beside other work. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { savedDifferences } from '../../db/local/drift.ts'
import { compareCompany } from '../../main/backend/sync/compare.ts'
import { Rereads } from '../../main/backend/sync/rereads.ts'
import { losing } from '../bench/central/lost-document.ts'
import { type Desk, Office } from './office.ts'

let office: Office
let selin: Desk
let murat: Desk

beforeEach(async () => {
  office = await Office.open()
  selin = await office.desk('Selin')
  murat = await office.desk('Murat')
  selin.company.customer('C')
  for (const no of ['A', 'B', 'D'])
    selin.company.post({ no, on: '2026-03-01', minor: 100_00 + no.charCodeAt(0) })
  selin.company.post({ kind: 'receipt', no: 'R', on: '2026-03-05', minor: 20_00, to: { A: 20_00 } })
  for (const desk of [selin, murat, selin]) await desk.sync()
})
afterEach(() => office.close())

function rereadsOf(desk: Desk): Rereads {
  const told: unknown[] = []
  return new Rereads({
    file: desk.company.file,
    replica: desk.replica,
    transport: desk.transport(),
    log: { bug: (_what: string, error: unknown) => told.push(error) } as never,
  })
}

function namedOf(desk: Desk): unknown[] {
  return desk.company.query(({ db }) =>
    savedDifferences(db).map(({ row }) => {
      const { what, documentNo, cause, damaged } = JSON.parse(row) as Record<string, unknown>
      return [what, documentNo, cause, damaged]
    }),
  )
}

describe('M119 L7 I13: a difference', () => {
  it('that came through apply is located by the kept sums in four requests, no row read before', async () => {
    const calls: string[] = []
    murat.fault = (call, when) => {
      if (when === 'before') calls.push(call)
    }

    await losing(murat.company.file, async (documentId) => {
      const { equal, differences } = await compareCompany(murat.company.file, murat.transport(), {
        suspect: [],
      })
      expect(equal).toBe(false)
      expect(differences).toMatchObject([
        { docId: documentId, kind: 'missing_here', cause: 'tamper', damaged: 'here' },
      ])
    })
    expect(calls).toEqual(['digest', 'digest', 'digest', 'digest', 'docs'])
    expect(murat.root()).toBe(await office.root())
  })

  it('under sums that are right is not seen by them, and named by the next reading of all rows', async () => {
    murat.tamper("update doc set amount_minor = 999 where number = 'A'")
    expect(
      await compareCompany(murat.company.file, murat.transport(), { suspect: [] }),
    ).toMatchObject({ equal: true })

    expect(await rereadsOf(murat).once(0)).toHaveLength(1)
    expect(namedOf(murat)).toEqual([['document', 'A', 'tamper', 'here']])
  })

  it('is noted by its part where the server does not answer', async () => {
    murat.tamper('update alloc set amount_minor = 8000 where amount_minor = 2000')
    murat.fault = () => {
      throw new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') })
    }

    expect(await rereadsOf(murat).once(0)).toEqual([expect.stringMatching(/ allocs$/)])
    expect(namedOf(murat)).toEqual([['sums', null, 'tamper', 'here']])
  })

  it('is none where rows and sums agree: a document that is only pending is nobody’s', async () => {
    murat.company.post({ no: 'W', on: '2026-03-20', minor: 5_00 })

    expect(await rereadsOf(murat).once(0)).toEqual([])
    expect(namedOf(murat)).toEqual([])
  })
})
