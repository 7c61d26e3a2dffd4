/**
 * A document before it has pages: what stands on it, in words and figures already written as its
 * reader writes them. `layout.ts` puts it on paper.
 */

/** Whose document it is; from the company's settings. */
export interface Letterhead {
  readonly name: string
  /** Address, tax office and number, telephone, as lines. */
  readonly lines: readonly string[]
}

export interface Paper {
  readonly language: 'tr' | 'en' | 'de'
  readonly letterhead: Letterhead
  readonly title: string
  /** Below the title: the period or the day. */
  readonly subtitle: string
  /** On every page but the first, beside the company: title, account. */
  readonly runningHead: string
  /** To whom: name first; empty for a list of our own. */
  readonly recipient: readonly string[]
  /** Label and value, at the right of the recipient. */
  readonly facts: readonly (readonly [label: string, value: string])[]
  /** Of a letter: what stands before the sections, which then begin a page of their own. */
  readonly letter?: readonly Block[]
  readonly sections: readonly Section[]
  /** Small lines after the last section. */
  readonly notes: readonly string[]
  /** `Page {page} of {pages}` */
  readonly pageWords: string
  readonly printed: string
}

/** A part of a letter; all but a section are drawn whole on one page (blocks.ts). */
export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly look?: 'plain' | 'bold' | 'small' }
  | { readonly kind: 'section'; readonly section: Section }
  | { readonly kind: 'space'; readonly height: number }
  /** A box to tick; with fields the reader fills in beside it. */
  | { readonly kind: 'choice'; readonly text: string; readonly fields: readonly string[] }
  | { readonly kind: 'signatures'; readonly columns: readonly (readonly string[])[] }
  | {
      readonly kind: 'seal'
      readonly label: string
      readonly hash: string
      readonly note: string
      readonly qr: string
    }

export interface Section {
  readonly heading: string | null
  /** Figures at a glance; the last stands out. */
  readonly strip: readonly Figure[]
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  /** What stands at the foot of a page and again at the head of the next, after row `index`. */
  readonly carried: ((index: number) => readonly string[]) | null
  readonly carriedWords: { readonly forward: string; readonly brought: string } | null
  /** Shown in place of rows. */
  readonly empty: string
  readonly bars: Bars | null
}

export interface Figure {
  readonly label: string
  readonly value: string
  readonly note: string
}

export interface Column {
  readonly heading: string
  readonly align: 'left' | 'right'
  /** Takes what width is left; its text wraps. */
  readonly grows?: boolean
  /** Points; text that needs more wraps. */
  readonly max?: number
}

export interface Row {
  readonly look: 'line' | 'group' | 'opening' | 'total'
  readonly cells: readonly string[]
  /** Small print under the row, from the second column on. */
  readonly below?: string
}

/** Amounts by age with bars of their share. */
export interface Bars {
  readonly title: string
  readonly parts: readonly {
    readonly label: string
    readonly value: string
    /** Of the largest, 0 to 1. */
    readonly share: number
  }[]
}

export interface PageFormat {
  readonly paper: 'A4' | 'Letter'
  readonly orientation: 'portrait' | 'landscape'
}
