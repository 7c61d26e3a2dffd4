/**
 * A company that files with faults are offered to. Every refusal says what to do in three languages,
 * and nothing of such a file is posted.
 */
import { afterAll, beforeAll, expect } from 'vitest'
import { problemLine } from '../../shared/i18n/sentences.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { testBackend, type TestBackend } from './backend.ts'

export type Kind = 'customers' | 'documents' | 'receipts' | 'open-items' | 'rates'
/** Row as a spreadsheet shows it, column, code. */
export type Fault = readonly [number, string, string]

/** Answers the faults of a file; to be called once by a test file, which its company lives as long as. */
export function wrongInputs(): (
  kind: Kind,
  name: string,
  content: string | Buffer,
) => Promise<Fault[]> {
  let backend: TestBackend
  let digest: string

  beforeAll(async () => {
    backend = await testBackend('TRY')
    const { client } = backend
    const bring = async (kind: Kind, text: string) => {
      const path = backend.write(`base-${kind}.csv`, text)
      const done = await client.imports.file({ source: { path }, options: { kind } })
      expect(done.problems).toEqual([])
    }
    await bring(
      'customers',
      'customer_code,name,parent_code\nC1,Bir,\nC2,İki,\nTOP,Üst,\nMID,Orta,TOP\nOLD,Arşiv,\n',
    )
    await bring(
      'documents',
      'type,document_no,customer_code,document_date,amount,currency,rate\n' +
        'invoice,INV-1,C1,2026-02-10,100.00,,\ninvoice,INV-2,C2,2026-02-10,50.00,,\n' +
        'invoice,INV-E,C1,2026-02-10,100.00,EUR,40\n',
    )
    await client.customers.archive({ code: 'OLD', archived: true })
    await client.periods.close({ month: '2025-12', soft: false })
    digest = (await client.companies.verify({})).digest
  })

  afterAll(async () => {
    try {
      const after = await backend.client.companies.verify({ deep: true })
      expect(after).toMatchObject({ ok: true, digest })
    } finally {
      await backend.stop()
    }
  })

  return async function faultsOf(
    kind: Kind,
    name: string,
    content: string | Buffer,
  ): Promise<Fault[]> {
    const path = backend.write(name, content)
    const result = await backend.client.imports
      .file({ source: { path }, options: { kind } })
      .catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error
        return {
          imported: 0,
          batchId: null,
          problems: [
            {
              row: Number(error.params['row'] ?? 0) || null,
              column: String(error.params['field'] ?? error.params['heading'] ?? ''),
              code: error.code,
              value: null,
              params: { ...error.params },
            },
          ],
        }
      })
    // One file that gets in must not make the others look wrong.
    if (result.batchId !== null) await backend.client.imports.undo({ batchId: result.batchId })
    expect(result).toMatchObject({ imported: 0, batchId: null })
    for (const problem of result.problems) {
      const lines = (['tr', 'en', 'de'] as const).map((language) => problemLine(problem, language))
      expect(new Set(lines).size, `${problem.code} says the same in all languages`).toBe(3)
      for (const line of lines) {
        expect(line).not.toContain(problem.code)
        expect(line).not.toMatch(/[{}]|undefined|\[object|“”|„“/)
        expect(line.length).toBeGreaterThan(20)
        if (problem.row !== null) expect(line).toContain(String(problem.row))
        expect(line).toContain(problem.column)
      }
    }
    return result.problems.map(({ row, column, code }) => [row ?? 0, column, code])
  }
}
