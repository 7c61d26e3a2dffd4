/** Grids out to a spreadsheet and back: a workbook exported here is recognised wherever a file comes in. */
import { IconTableExport, IconTableImport } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useRef } from 'react'
import type { PickedFile } from '../../shared/host.ts'
import type { Language, MessageId } from '../../shared/i18n/index.ts'
import { Refusal } from '../../shared/rpc/refusal.ts'
import { host } from '../host/index.ts'
import { useText } from '../ui/language.tsx'
import { toast } from '../ui/toast.ts'
import { api } from './api.ts'
import { type Command, useCommands } from './commands.ts'
import { usePreferences } from './store.ts'
import { useTrouble } from './trouble.ts'

/**
 * Opens the difference of such a file and answers true; false for a file that is one to import, or
 * that cannot be read at all: the import says why. A workbook of ours that cannot be brought back
 * (another company's, damaged) is refused with a sentence of its own.
 */
export function useBringBack(): (file: PickedFile) => Promise<boolean> {
  const navigate = useNavigate()
  return useCallback(
    async ({ fileId }) => {
      const opened = await api.roundtrip.open({ source: { fileId } }).catch((error: unknown) => {
        if (error instanceof Refusal && !error.code.startsWith('roundtrip.')) return null
        throw error
      })
      if (opened === null) return false
      await navigate({ to: '/roundtrip', search: { draft: opened.draftId } })
      return true
    },
    [navigate],
  )
}

/** A grid that goes to a spreadsheet and comes back. */
export interface SheetGrid {
  /** Begins the ids of its two commands. */
  readonly noun: 'customers' | 'letters' | 'bank'
  /** Writes what the grid shows, in its order. */
  readonly write: (language: Language) => Promise<{ documentId: string; rows: number }>
  /** Name of the file, without its ending. */
  readonly file: MessageId
  /** What is said when it is saved; takes `file` and `count`. */
  readonly saved: MessageId
  /** There is nothing to write at the moment; bringing back goes all the same. */
  readonly disabled?: boolean
}

/** The keys of both ways; answers the way out, for a button. `write` keeps its identity. */
export function useSheet({ noun, write, file, saved, disabled = false }: SheetGrid): () => void {
  const say = useText()
  const describe = useTrouble()
  const take = useBringBack()
  const isBusy = useRef(false)
  const failed = useCallback((error: unknown) => toast.failed(describe(error).sentence), [describe])
  const exportSheet = useCallback(() => {
    if (isBusy.current) return
    isBusy.current = true
    write(usePreferences.getState().language)
      .then(async ({ documentId, rows }) => {
        const name = `${say(file)}.xlsx`
        await host().saveDocument(documentId, name)
        toast.note(say(saved, { file: name, count: rows }), 'file')
      })
      .catch(failed)
      .finally(() => {
        isBusy.current = false
      })
  }, [write, file, saved, say, failed])
  const bringBack = useCallback(() => {
    host()
      .pickFile('.xlsx,.xlsm')
      .then(async (picked) => {
        if (picked !== null && !(await take(picked))) toast.failed(say('roundtrip.notOurs'))
      })
      .catch(failed)
  }, [take, say, failed])
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: `${noun}.exportSheet`,
          title: 'roundtrip.command.export',
          keys: ['Mod+Shift+E'],
          group: 'here',
          icon: IconTableExport,
          enabled: !disabled,
          run: exportSheet,
        },
        {
          id: `${noun}.bringBack`,
          title: 'roundtrip.command.bringBack',
          keys: ['Shift+B'],
          group: 'here',
          icon: IconTableImport,
          run: bringBack,
        },
      ],
      [noun, disabled, exportSheet, bringBack],
    ),
  )
  return exportSheet
}
