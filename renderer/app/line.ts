/** Whether the line to the backend stands; the page goes on without it and says so. */
import { create } from 'zustand'

export const useLine = create<{ readonly isLost: boolean }>()(() => ({ isLost: false }))
