/** A PDF document of one paper or, joined, of many with a bookmark each. */
import type { Canvas, Fonts } from './canvas.ts'
import type { PrintFacts } from '../messages.ts'
import { jpegSize } from './jpeg.ts'
import { layOut } from './layout.ts'
import type { PageFormat, Paper } from './paper.ts'
import { PdfFile, type Sink, textString } from './pdf-file.ts'
import type { Logo, Press } from './press.ts'
import { Tags } from './tags.ts'

/** Box a logo is fitted into, points. */
const LOGO_WIDTH = 150
const LOGO_HEIGHT = 42
/** Pages of one node of the page tree. */
const PAGES_A_NODE = 64

export class PdfDocument {
  readonly #file: PdfFile
  readonly #fonts: Fonts
  readonly #facts: PrintFacts
  readonly #tags: Tags | null
  readonly #resources: number
  readonly #tree: number
  readonly #logo: { readonly logo: Logo; readonly image: number } | null
  readonly #nodes: { readonly id: number; readonly pages: number[] }[] = []
  readonly #bookmarks: { readonly title: string; readonly page: number }[] = []
  #pages = 0

  constructor(sink: Sink, fonts: Fonts, facts: PrintFacts) {
    this.#file = new PdfFile(sink)
    this.#fonts = fonts
    this.#facts = facts
    this.#resources = this.#file.reserve()
    this.#tree = this.#file.reserve()
    this.#tags = facts.isTagged ? new Tags(this.#file) : null
    this.#logo = facts.logo === null ? null : this.#addLogo(Buffer.from(facts.logo, 'base64'))
  }

  /** Pages so far. */
  get pages(): number {
    return this.#pages
  }

  add(paper: Paper, format: PageFormat, bookmark: string | null): void {
    const nodes = new Map<number, number>()
    const press: Press = {
      fonts: this.#fonts,
      tags: this.#tags,
      logo: this.#logo?.logo ?? null,
      newPage: () => {
        const id = this.#file.reserve()
        let node = this.#nodes.at(-1)
        if (!node || node.pages.length >= PAGES_A_NODE)
          this.#nodes.push((node = { id: this.#file.reserve(), pages: [] }))
        node.pages.push(id)
        nodes.set(id, node.id)
        this.#pages += 1
        return { index: this.#pages - 1, id }
      },
    }
    const first = this.#pages
    const pages = layOut(paper, format, press)
    pages.forEach((page, i) => this.#addPage(page, first + i, nodes.get(page.id) ?? this.#tree))
    const [opening] = pages
    if (bookmark !== null && opening) this.#bookmarks.push({ title: bookmark, page: opening.id })
  }

  finish(): void {
    const file = this.#file
    const plain = this.#fonts.plain.embed(file)
    const bold = this.#fonts.bold.embed(file)
    const images = this.#logo ? `/XObject<<${this.#logo.logo.name} ${this.#logo.image} 0 R>>` : ''
    file.add(this.#resources, `<</Font<</F1 ${plain} 0 R/F2 ${bold} 0 R>>${images}>>`)
    for (const { id, pages } of this.#nodes)
      file.add(
        id,
        `<</Type/Pages/Parent ${this.#tree} 0 R/Count ${pages.length}/Kids[${pages.map((page) => `${page} 0 R`).join(' ')}]>>`,
      )
    file.add(
      this.#tree,
      `<</Type/Pages/Count ${this.#pages}/Kids[${this.#nodes.map(({ id }) => `${id} 0 R`).join(' ')}]>>`,
    )
    const structure = this.#tags
      ? `/MarkInfo<</Marked true>>/StructTreeRoot ${this.#tags.finish()} 0 R`
      : ''
    const outline = this.#addOutline()
    const catalog = file.reserve()
    file.add(
      catalog,
      `<</Type/Catalog/Pages ${this.#tree} 0 R/Lang(${this.#facts.language})/ViewerPreferences<</DisplayDocTitle true>>${structure}${outline}>>`,
    )
    const info = file.reserve()
    file.add(
      info,
      `<</Title ${textString(this.#facts.title)}/Author ${textString(this.#facts.author)}/Creator(Saldo)/Producer(Saldo)>>`,
    )
    file.finish(catalog, info)
  }

  #addPage(page: Canvas, index: number, node: number): void {
    const content = this.#file.reserve()
    this.#file.addStream(content, '', Buffer.from(page.content, 'latin1'))
    const parents = this.#tags ? `/StructParents ${index}/Tabs/S` : ''
    this.#file.add(
      page.id,
      `<</Type/Page/Parent ${node} 0 R/MediaBox[0 0 ${page.width} ${page.height}]/Resources ${this.#resources} 0 R/Contents ${content} 0 R${parents}>>`,
    )
  }

  #addLogo(bytes: Buffer): { logo: Logo; image: number } | null {
    const size = jpegSize(bytes)
    if (!size) return null
    const image = this.#file.reserve()
    const space = size.components === 1 ? 'DeviceGray' : 'DeviceRGB'
    this.#file.addRaw(
      image,
      `/Type/XObject/Subtype/Image/Width ${size.width}/Height ${size.height}/ColorSpace/${space}/BitsPerComponent 8/Filter/DCTDecode`,
      bytes,
    )
    const scale = Math.min(LOGO_WIDTH / size.width, LOGO_HEIGHT / size.height)
    return {
      image,
      logo: { name: '/L1', width: size.width * scale, height: size.height * scale },
    }
  }

  #addOutline(): string {
    if (this.#bookmarks.length === 0) return ''
    const root = this.#file.reserve()
    const ids = this.#bookmarks.map(() => this.#file.reserve())
    this.#bookmarks.forEach(({ title, page }, i) => {
      const around = [
        i > 0 ? `/Prev ${ids[i - 1]} 0 R` : '',
        i < ids.length - 1 ? `/Next ${ids[i + 1]} 0 R` : '',
      ].join('')
      this.#file.add(
        ids[i] ?? 0,
        `<</Title ${textString(title)}/Parent ${root} 0 R/Dest[${page} 0 R/XYZ null null null]${around}>>`,
      )
    })
    this.#file.add(
      root,
      `<</Type/Outlines/First ${ids[0]} 0 R/Last ${ids.at(-1)} 0 R/Count ${ids.length}>>`,
    )
    return `/Outlines ${root} 0 R/PageMode/UseOutlines`
  }
}
