/** One setting on the screen: what it does, its default, for whom it holds, and its control. */
import type { ReactNode } from 'react'

export interface Setting {
  readonly id: string
  readonly title: string
  readonly says?: string
  /** The default, as the reader writes it. */
  readonly usual?: string
  /** The control stands under the words, with the whole width. */
  readonly isWide?: boolean
  readonly control: ReactNode
}
