/**
 * What the page of a pack does. It stands in the page as text, so it holds all it needs inside itself;
 * it is not run here. Text goes into the page as text only.
 */
import type { PageData, PageTable } from './page-data.ts'
import type { packKit, PackResult } from './pack-kit.ts'

/** The narrow part of a browser that the page uses; this side of the house has no DOM. */
interface Element {
  textContent: string
  className: string
  lang: string
  value: string
  files: ArrayLike<PickedFile>
  append(...children: (Element | string)[]): void
  replaceChildren(...children: (Element | string)[]): void
  setAttribute(name: string, value: string): void
  addEventListener(type: string, listener: (event: DropEvent) => void): void
  readonly classList: { toggle(name: string, on: boolean): void }
}
interface PickedFile {
  readonly name: string
  readonly webkitRelativePath: string
  arrayBuffer(): Promise<ArrayBuffer>
}
interface DropEvent {
  readonly dataTransfer: { readonly files: ArrayLike<PickedFile> }
  preventDefault(): void
}
interface Page {
  readonly body: Element
  readonly documentElement: Element
  title: string
  getElementById(id: string): Element
  createElement(name: string): Element
}
declare const document: Page
declare const navigator: { readonly language: string }

export function pageScript(kit: ReturnType<typeof packKit>): void {
  const data = JSON.parse(document.getElementById('data').textContent) as PageData
  const words = JSON.parse(document.getElementById('words').textContent) as Record<
    string,
    Record<string, string>
  >
  const ROWS_MAX = 500
  let language = words[navigator.language.slice(0, 2)]
    ? navigator.language.slice(0, 2)
    : data.language
  let shown = data.tables[0]
  let filter = ''
  let checked: { result: PackResult | null; hash: string | null } | null = null

  const say = (key: string, values: Record<string, string | number> = {}) =>
    (words[language]?.[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
  const make = (name: string, text = '', className = '') => {
    const element = document.createElement(name)
    if (text !== '') element.textContent = text
    if (className !== '') element.className = className
    return element
  }
  const button = (text: string, attribute: string, isOn: boolean, act: () => void) => {
    const element = make('button', text)
    element.setAttribute(attribute, String(isOn))
    element.addEventListener('click', act)
    return element
  }

  function draw(): void {
    document.documentElement.lang = language
    document.title = `${say(`page.${data.page}`)} · ${data.facts[0]?.[1] ?? ''}`
    const header = make('header')
    const languages = make('nav')
    for (const [code, name] of [
      ['tr', 'Türkçe'],
      ['en', 'English'],
      ['de', 'Deutsch'],
    ] as const)
      languages.append(
        button(name, 'aria-pressed', code === language, () => {
          language = code
          draw()
        }),
      )
    header.append(make('h1', say(`page.${data.page}`)), languages)
    const facts = make('dl')
    for (const [key, value] of data.facts)
      facts.append(
        make('dt', say(`fact.${key}`)),
        make('dd', key === 'made' ? cellText(value, 'moment') : value),
      )
    const tabs = make('div', '', 'tabs')
    tabs.setAttribute('role', 'tablist')
    for (const table of data.tables) {
      const tab = button(
        `${say(`table.${table.key}`)} (${table.rows.length})`,
        'aria-selected',
        table === shown,
        () => {
          shown = table
          filter = ''
          draw()
        },
      )
      tab.setAttribute('role', 'tab')
      tabs.append(tab)
    }
    const main = make('main')
    main.append(header, facts, verifier(), tabs, ...(shown ? [tableOf(shown)] : []))
    document.body.replaceChildren(main)
  }

  function verifier(): Element {
    const section = make('section')
    section.append(make('h2', say('verify.title')), make('p', say('verify.how'), 'soft'))
    const bar = make('div', '', 'bar')
    bar.append(
      picker('verify.zip', false),
      picker('verify.folder', true),
      make('span', say('verify.drop'), 'soft'),
    )
    const output = make('output')
    output.setAttribute('aria-live', 'polite')
    output.setAttribute('id', 'result')
    if (checked) report(output, checked)
    section.append(bar, output)
    section.addEventListener('dragover', (event) => {
      event.preventDefault()
      section.classList.toggle('over', true)
    })
    section.addEventListener('dragleave', () => section.classList.toggle('over', false))
    section.addEventListener('drop', (event) => {
      event.preventDefault()
      section.classList.toggle('over', false)
      void check(event.dataTransfer.files, output)
    })
    return section

    function picker(key: string, isFolder: boolean): Element {
      const label = make('label', say(key), 'pick')
      const input = make('input')
      input.setAttribute('type', 'file')
      input.setAttribute('id', isFolder ? 'folder' : 'zip')
      if (isFolder) input.setAttribute('webkitdirectory', '')
      else input.setAttribute('accept', '.zip')
      input.addEventListener('change', () => void check(input.files, output))
      label.append(input)
      return label
    }
  }

  async function check(files: ArrayLike<PickedFile>, output: Element): Promise<void> {
    const [first] = Array.from(files)
    if (!first) return
    output.textContent = say('verify.working')
    if (first.webkitRelativePath === '') {
      const zip = new Uint8Array(await first.arrayBuffer())
      checked = { result: kit.check(zip, first.name), hash: kit.sha256(zip) }
    } else {
      const unpacked = new Map<string, Uint8Array>()
      for (const file of Array.from(files))
        unpacked.set(
          file.webkitRelativePath.split('/').slice(1).join('/'),
          new Uint8Array(await file.arrayBuffer()),
        )
      checked = {
        result: unpacked.has(kit.MANIFEST) ? kit.checkFiles(unpacked) : null,
        hash: null,
      }
    }
    output.replaceChildren()
    report(output, checked)
  }

  function report(output: Element, { result, hash }: NonNullable<typeof checked>): void {
    if (!result) output.append(make('p', say('verify.none'), 'bad'))
    else if (result.ok) output.append(make('p', say('verify.ok', { files: result.files }), 'good'))
    else {
      output.append(make('p', say('verify.bad'), 'bad'))
      const list = make('ul')
      for (const { file, offset } of result.failures)
        list.append(make('li', say('verify.at', { file, offset })))
      output.append(list)
    }
    if (hash) output.append(make('p', say('verify.hash', { hash }), 'soft'))
  }

  function tableOf(table: PageTable): Element {
    const section = make('div')
    const bar = make('div', '', 'bar')
    const search = make('input')
    search.setAttribute('type', 'search')
    search.setAttribute('aria-label', say('filter'))
    search.setAttribute('placeholder', say('filter'))
    search.value = filter
    const count = make('span', '', 'soft')
    const scroll = make('div', '', 'scroll')
    scroll.setAttribute('tabindex', '0')
    scroll.setAttribute('role', 'region')
    scroll.setAttribute('aria-label', say(`table.${table.key}`))
    search.addEventListener('input', () => {
      filter = search.value
      fill()
    })
    bar.append(search, count)
    section.append(bar, scroll)
    fill()
    return section

    function fill(): void {
      const wanted = filter.toLocaleLowerCase(language)
      const rows = table.rows.filter(
        (row) =>
          wanted === '' ||
          row.some((cell) => String(cell).toLocaleLowerCase(language).includes(wanted)),
      )
      count.textContent = say('shown', {
        shown: Math.min(rows.length, ROWS_MAX),
        all: table.rows.length,
      })
      const element = make('table')
      const head = make('tr')
      for (const column of table.columns)
        head.append(make('th', column.heading ?? say(`column.${column.key}`), isRight(column.kind)))
      element.append(head)
      for (const row of rows.slice(0, ROWS_MAX)) {
        const line = make('tr')
        table.columns.forEach((column, i) =>
          line.append(make('td', cellText(row[i] ?? null, column.kind), isRight(column.kind))),
        )
        element.append(line)
      }
      scroll.replaceChildren(element)
    }
  }

  function isRight(kind: string): string {
    return kind === 'amount' || kind === 'count' ? 'right' : ''
  }

  function cellText(cell: string | number | boolean | null, kind: string): string {
    if (cell === null) return ''
    const text = String(cell)
    if (kind === 'yes') return say(cell === true ? 'yes' : 'no')
    if (kind.startsWith('word:')) return say(`${kind.slice(5)}.${text}`)
    if (kind === 'amount') {
      const digits = (text.split('.')[1] ?? '').length
      const format = new Intl.NumberFormat(language, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      })
      return format.format(text as unknown as number)
    }
    if (kind === 'count') return new Intl.NumberFormat(language).format(Number(text))
    if (kind === 'day')
      return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(
        Date.parse(text),
      )
    if (kind === 'moment')
      return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
        Date.parse(text),
      )
    return text
  }

  draw()
}
