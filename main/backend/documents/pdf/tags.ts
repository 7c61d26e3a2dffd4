/**
 * What a document is made of, for readers that do not look at it (ISO 32000-1, 14.7 and 14.8): headings,
 * paragraphs, tables with rows and cells, each pointing at the marked content it stands for.
 */
import type { PdfFile } from './pdf-file.ts'

export type TagKind =
  | 'Document'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'P'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'

export interface Tag {
  readonly kind: TagKind
  readonly id: number
  readonly parent: Tag | null
  readonly kids: (Tag | { readonly page: number; readonly mark: number })[]
}

export class Tags {
  readonly #file: PdfFile
  readonly #all: Tag[] = []
  /** Per page, by mark: whose content it is. */
  readonly #pages: number[][] = []
  readonly root: Tag

  constructor(file: PdfFile) {
    this.#file = file
    this.root = this.add(null, 'Document')
  }

  add(parent: Tag | null, kind: TagKind): Tag {
    const tag: Tag = { kind, id: this.#file.reserve(), parent, kids: [] }
    parent?.kids.push(tag)
    this.#all.push(tag)
    return tag
  }

  /** The number under which content of the tag stands on a page (its index in `#pages`). */
  mark(tag: Tag, pageIndex: number, page: number): number {
    const marks = (this.#pages[pageIndex] ??= [])
    const mark = marks.push(tag.id) - 1
    tag.kids.push({ page, mark })
    return mark
  }

  /** Writes the tree; answers the number of its root. */
  finish(): number {
    const root = this.#file.reserve()
    const parents = this.#file.reserve()
    for (const { kind, id, parent, kids } of this.#all) {
      const content = kids.map((kid) =>
        'mark' in kid ? `<</Type/MCR/Pg ${kid.page} 0 R/MCID ${kid.mark}>>` : `${kid.id} 0 R`,
      )
      const only = kids.length === 1 ? kids[0] : undefined
      const kidsText =
        only !== undefined && 'mark' in only
          ? `/Pg ${only.page} 0 R/K ${only.mark}`
          : `/K[${content.join(' ')}]`
      const scope = kind === 'TH' ? '/A<</O/Table/Scope/Column>>' : ''
      this.#file.add(id, `<</S/${kind}/P ${parent?.id ?? root} 0 R${kidsText}${scope}>>`)
    }
    const numbers = this.#pages.map(
      (marks, page) => `${page}[${marks.map((id) => `${id} 0 R`).join(' ')}]`,
    )
    this.#file.add(parents, `<</Nums[${numbers.join(' ')}]>>`)
    this.#file.add(
      root,
      `<</Type/StructTreeRoot/K ${this.root.id} 0 R/ParentTree ${parents} 0 R/ParentTreeNextKey ${this.#pages.length}>>`,
    )
    return root
  }
}
