/** What is open in the frame: palette, shortcut sheet, company menu, notices, tour, support report. */
import { create } from 'zustand'

interface ShellState {
  readonly open: 'palette' | 'shortcuts' | 'company' | 'notices' | 'tour' | 'support' | null
  readonly show: (what: ShellState['open']) => void
}

export const useShell = create<ShellState>()((set) => ({
  open: null,
  show: (open) => set({ open }),
}))
