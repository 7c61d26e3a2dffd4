/** What the print preview is asked to show: a way to write the document, with the reader's choices. */
import { create } from 'zustand'
import type { Language } from '../../../shared/i18n/index.ts'

export interface PreviewChoice {
  readonly paper: 'A4' | 'Letter'
  readonly orientation: 'portrait' | 'landscape'
  /** Null: the document language of whom it is for. */
  readonly language: Language | null
  readonly byDocument: boolean
}

export interface PreviewRequest {
  readonly fileName: string
  readonly orientation: PreviewChoice['orientation']
  /** Can each document be listed below its customer? */
  readonly hasDetail: boolean
  readonly write: (
    choice: PreviewChoice,
  ) => Promise<{ readonly documentId: string | null; readonly language: Language }>
}

interface PreviewState {
  readonly request: PreviewRequest | null
  readonly show: (request: PreviewRequest | null) => void
}

export const usePreview = create<PreviewState>()((set) => ({
  request: null,
  show: (request) => set({ request }),
}))
