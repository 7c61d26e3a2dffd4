/** What papers are printed with: the fonts of a run, and one file that takes one paper or many. */
import type { Fonts } from './canvas.ts'
import type { Tags } from './tags.ts'

export interface Logo {
  /** As the page's resources know it. */
  readonly name: string
  /** Points. */
  readonly width: number
  readonly height: number
}

export interface Press {
  readonly fonts: Fonts
  readonly tags: Tags | null
  readonly logo: Logo | null
  /** Pages are numbered through the whole file. */
  newPage(): { readonly index: number; readonly id: number }
}
