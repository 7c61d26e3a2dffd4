/** The accounts of the list a person came from, in its order: J and K walk along it. */
import { create } from 'zustand'

interface Walk {
  /** Codes, each once; empty when nobody came from a list. */
  readonly codes: readonly string[]
  readonly set: (codes: readonly string[]) => void
}

export const useWalk = create<Walk>()((set) => ({
  codes: [],
  set: (codes) => set({ codes: [...new Set(codes)] }),
}))
