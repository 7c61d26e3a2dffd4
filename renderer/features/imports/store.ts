/**
 * Imports under way in this window: the file, what was chosen for it, the draft in the backend. They
 * stay while the program is open, so that going elsewhere, back, or to another file loses nothing.
 */
import type { z } from 'zod'
import { create } from 'zustand'
import type { imports } from '../../../shared/contract/imports.ts'
import type { ImportKind } from '../../../shared/domain/tabular/fields.ts'
import type { ColumnMap } from '../../../shared/domain/tabular/map.ts'
import type { PickedFile } from '../../../shared/host.ts'
import { api } from '../../app/api.ts'

export type DraftState = z.output<(typeof imports)['check']['output']>
export type ImportResult = z.output<(typeof imports)['run']['output']>
export type Inspected = z.output<(typeof imports)['inspect']['output']>
type InspectOptions = z.input<(typeof imports)['inspect']['input']>['options']

export const STEPS = ['file', 'columns', 'check', 'dryrun', 'done'] as const
export type StepId = (typeof STEPS)[number]

/** What a person chose about reading the file; undefined is what Saldo found by itself. */
export interface ReadingChoice {
  readonly sheet?: string | undefined
  readonly encoding?: string | undefined
  readonly separator?: ',' | ';' | '\t' | '|' | undefined
  readonly headerRow?: number | undefined
  readonly decimal?: ',' | '.' | undefined
  readonly dates?: string | undefined
}

export interface Work {
  readonly file: PickedFile
  readonly step: StepId
  readonly reading: ReadingChoice
  readonly kind: ImportKind | null
  /** Null: as the headings or a saved mapping say. */
  readonly rules: ColumnMap | null
  readonly createCustomers: boolean
  readonly mappingName: string
  readonly remember: boolean
  readonly partial: boolean
  readonly draft: DraftState | null
  /** The choices the draft was checked with. */
  readonly draftKey: string | null
  readonly result: ImportResult | null
  readonly undone: boolean
}

interface ImportsState {
  readonly works: readonly Work[]
  /** File id of the one on screen. */
  readonly current: string | null
  readonly begin: (file: PickedFile, kind: ImportKind | null) => void
  readonly goOn: (fileId: string) => void
  readonly discard: (fileId: string) => void
  /** Changes the one on screen. */
  readonly change: (changes: Partial<Work>) => void
}

/** As many as the backend keeps drafts of. */
const WORKS_MAX = 3

export const useImports = create<ImportsState>()((set) => ({
  works: [],
  current: null,
  begin: (file, kind) =>
    set(({ works }) => ({
      works: [
        begun(file, kind),
        ...works.filter((work) => work.result === null).slice(0, WORKS_MAX - 1),
      ],
      current: file.fileId,
    })),
  goOn: (fileId) => set({ current: fileId }),
  discard: (fileId) =>
    set(({ works, current }) => {
      const draft = works.find((work) => work.file.fileId === fileId)?.draft
      if (draft) void api.imports.discard({ draftId: draft.draftId })
      return {
        works: works.filter((work) => work.file.fileId !== fileId),
        current: current === fileId ? null : current,
      }
    }),
  change: (changes) =>
    set(({ works, current }) => ({
      works: works.map((work) => (work.file.fileId === current ? { ...work, ...changes } : work)),
    })),
}))

export function useWork(): Work | undefined {
  return useImports(({ works, current }) => works.find((work) => work.file.fileId === current))
}

function begun(file: PickedFile, kind: ImportKind | null): Work {
  return {
    file,
    step: 'file',
    reading: {},
    kind,
    rules: null,
    createCustomers: false,
    mappingName: file.name.replace(/\.\w+$/, ''),
    remember: true,
    partial: true,
    draft: null,
    draftKey: null,
    result: null,
    undone: false,
  }
}

/** The options of `inspect`, without what was left to Saldo. */
export function readingOptions(reading: ReadingChoice): InspectOptions {
  const { sheet, encoding, separator, headerRow, decimal, dates } = reading
  return {
    ...(sheet === undefined ? {} : { sheet }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(separator === undefined ? {} : { separator }),
    ...(headerRow === undefined ? {} : { headerRow }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(dates === undefined ? {} : { dates }),
  }
}
