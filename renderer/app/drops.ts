/** Who takes a file dropped on the window: the import wizard, unless a screen asks for it itself. */
import { useEffect } from 'react'
import { create } from 'zustand'
import type { MessageId } from '../../shared/i18n/index.ts'

export interface DropTarget {
  /** Said over the page while a file hangs above it. */
  readonly says: MessageId
  readonly take: (file: File) => void
}

export const useDropTarget = create<{ readonly target: DropTarget | null }>()(() => ({
  target: null,
}))

/** While mounted, dropped files come here. Pass a memoised target. */
export function useDrops(target: DropTarget): void {
  useEffect(() => {
    useDropTarget.setState({ target })
    return () => useDropTarget.setState({ target: null })
  }, [target])
}
