/** What strangers write into texts is text on every screen, and the page's policy would stop it anyway. */
import type { Page } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { contract } from '../../shared/contract/index.ts'
import { hostileBooks, hostileId as id } from './hostile-books.ts'
import { CORPUS, hostile } from './hostile-corpus.ts'
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { visit } from './screen.ts'
import { begin, company, next, step } from './wizard.ts'

test.use({ at: DEMO_NOON })

/** Texts of the contract that this walk fills; `shown` are those a screen has in full. */
const PLANTED = {
  'companies.create': ['name'],
  'customers.create': [
    'code',
    'name',
    'taxOffice',
    'city',
    'address',
    'contact',
    'email',
    'phone',
    'segment',
    'priceList',
    'discount',
    'tags',
    'custom',
  ],
  'customers.patch': ['address'],
  'documents.post': [
    'documentNo',
    'reference',
    'description',
    'externalRef',
    'branchCode',
    'method',
  ],
  'documents.dispute': ['reason', 'note'],
  'documents.agreeDueDate': ['reason'],
  'documents.reverse': ['reason'],
  'periods.reopen': ['reason'],
  'companies.setSettings': ['address', 'taxOffice', 'contact', 'signers'],
  'periods.seal': ['signOff'],
  'campaigns.mark': ['note'],
  'campaigns.answer': ['by', 'note', 'name'],
  'bank.park': ['reason'],
  'bank.setRule': ['name', 'text', 'counterparty'],
  'views.save': ['name', 'values', 'contains'],
} as const

test('E14 T3: the corpus holds 500 different texts', () => {
  expect(new Set(CORPUS).size).toBe(500)
  expect(Math.max(...CORPUS.map((text) => text.length))).toBeLessThanOrEqual(200)
})

test('E14: no text of the contract is left out: each is planted here, or takes no free text', () => {
  const free = Object.entries(contract).flatMap(([noun, procedures]) =>
    Object.entries(procedures).flatMap(([name, { kind, input }]) =>
      kind === 'command' ? textsOf(input, `${noun}.${name}`) : [],
    ),
  )
  const planted = Object.entries(PLANTED).flatMap(([procedure, fields]) =>
    fields.map((field) => `${procedure} ${field}`),
  )
  const left = free.filter((one) => !planted.includes(one) && !NOT_FREE.test(one))

  expect(left).toEqual([])
})

/** Keys of what exists, formats that are checked elsewhere, paths, and twins of what is planted. */
const NOT_FREE =
  / (?:customerCode|parentCode|taxId|country|iban|currency|terms|file|from|to|path|fileId|rejectsTo|sheet|encoding|dates|timezone|month|rate|date|until|.*On|.*Date|on|recent|rememberAs|periodReason|logo|plan|dismissed|defaultViews|id|group|settings|asOf|answerBy|base64|account|customer|customers|names|series)$|^companies\.create (?:address|taxOffice|contact|signers)$|^campaigns\.create segment$|^bank\.post documentNo$|^bank\.parkMany reason$|^bank\.(?:forgetFact|recallFact) key$|^jobs\.startStatements |^backups\.restore |^companies\.change |^device\.enrol (?:server|code)$|^device\.resolve (?:document|user|reason)$|^device\.decide reason$|^device\.signIn password$|^device\.voidNumbers reason$|^staff\.invite name$|^device\.patch columns$|^customers\.(?:patch|patchMany|archive) |(?:reverse|agreeDueDate|dispute|add|remove) documentNo$/

/** Texts of an input, by the name of the property that holds them. */
function textsOf(schema: unknown, procedure: string, at = ''): string[] {
  const { def } = schema as {
    def: {
      type: string
      format?: string
      shape?: Record<string, unknown>
      innerType?: unknown
      in?: unknown
      element?: unknown
      valueType?: unknown
      options?: unknown[]
    }
  }
  if (def.shape)
    return Object.entries(def.shape).flatMap(([key, one]) => textsOf(one, procedure, key))
  const inner = def.innerType ?? def.in ?? def.element ?? def.valueType
  if (inner !== undefined) return textsOf(inner, procedure, at)
  if (def.options) return def.options.flatMap((one) => textsOf(one, procedure, at))
  return def.type === 'string' && def.format === undefined ? [`${procedure} ${at}`] : []
}

/** Says at a place that nothing has acted in the page, and nobody else was asked. */
function watch(page: Page, origin: string): (where: string) => Promise<void> {
  const foreign: string[] = []
  page.on('request', (request) => {
    const { protocol } = new URL(request.url())
    if (!request.url().startsWith(origin) && protocol !== 'data:' && protocol !== 'blob:')
      foreign.push(request.url())
  })
  page.on('dialog', (dialog) => foreign.push(`dialog ${dialog.message()}`))
  return async (where) => {
    await page.waitForTimeout(150)
    const acted = await page.evaluate(
      () => 'pwned' in window || document.querySelector('iframe, object, embed, base') !== null,
    )
    expect([where, acted, foreign]).toEqual([where, false, []])
  }
}

test('E14 T3: 500 hostile texts in every text of the contract run nothing and ask nobody', async ({
  page,
  prepare,
  open,
}) => {
  await prepare(hostileBooks)
  const host = await open()
  const quiet = watch(page, host.origin)

  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible()
  await page.locator('[role=gridcell]').first().click()
  for (let i = 0; i < 26; i += 1) {
    await page.keyboard.press('PageDown')
    if (i % 5 === 0) await quiet(`customers, page ${i}`)
  }
  const code = `0 ${hostile(0, 60).slice(0, 55)}`.trim()
  const address = encodeURIComponent(code)
  for (const path of [
    ...['overview', 'items', 'statement', 'documents', 'history'].map(
      (tab) => `/customer/${address}?tab=${tab}`,
    ),
    `/statement?customer=${address}&preset=all`,
    `/statement?customer=${address}&kind=open`,
    '/aging?asOf=2026-10-31',
    '/periods',
    '/settings',
    '/rules',
    '/rules?learned=true',
    '/letters',
    `/letters?campaign=${id(5, 0)}`,
    `/compare?customer=${address}`,
    `/new/receipt?customer=${address}`,
    `/customers?filter=${encodeURIComponent(hostile(40))}`,
    `/customers?view=${id(4, 0)}`,
    '/ledger',
    '/',
    '/risk',
    `/customer/${encodeURIComponent(hostile(41))}`,
    `/aging?customer=${encodeURIComponent(hostile(42, 64))}&bucket=<svg onload=1>`,
    `/${encodeURIComponent(hostile(43))}`,
  ]) {
    await visit(page, host, path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await quiet(path)
  }
  await visit(page, host, `/customer/${address}`)
  await expect(page.getByText(CORPUS[0] ?? '', { exact: true }).first()).toBeVisible()
  await page.keyboard.press('Control+k')
  for (const text of ['<script', '"><img', '{{con']) {
    await page.getByRole('combobox').fill(text)
    await quiet(`palette ${text}`)
  }
  await page.keyboard.press('Escape')
  await visit(page, host, `/statement?customer=${address}&preset=all`)
  await page.locator('[role=gridcell]').first().click()
  await page.keyboard.press('Enter')
  await quiet('a document')
})

test('E14 M177 (part): a file of 500 hostile texts goes through the wizard as text', async ({
  page,
  prepare,
  open,
  dataDir,
}) => {
  await company(prepare, 'TRY')
  const host = await open()
  const quiet = watch(page, host.origin)
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const rows = CORPUS.map((text, n) =>
    [`N${n}`, text, hostile(n + 1), hostile(n + 2), hostile(n + 3)].map(quoted).join(';'),
  )
  const path = join(dataDir, `${hostile(50, 60).replaceAll(/[/\\:"]/g, '')}.csv`)
  const heads = ['Cari Kodu', 'Unvan', 'Şehir', hostile(51), hostile(52)].map(quoted).join(';')
  writeFileSync(path, `${heads}\n${rows.join('\n')}\n`)
  await begin(page, path)
  await quiet('import, file')
  for (const name of ['Columns', 'Check', 'Dry run', 'Done']) {
    await next(page)
    await step(page, name)
    await quiet(`import, ${name}`)
  }
  await visit(page, host, '/imports')
  await quiet('imports')
})

test('E7: a script that does get into the page is stopped by its policy', async ({
  browser,
  open,
}) => {
  const host = await open()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(host.newLink())
  await page.waitForLoadState('networkidle')

  const { violated, passed } = await page.evaluate(async (texts) => {
    const violated: string[] = []
    document.addEventListener('securitypolicyviolation', (event) =>
      violated.push(event.effectiveDirective),
    )
    const box = document.createElement('div')
    const script = document.createElement('script')
    const frame = document.createElement('iframe')
    const sinks: readonly ((text: string) => unknown)[] = [
      (text) => (box.innerHTML = text),
      (text) => (box.outerHTML = text),
      (text) => box.insertAdjacentHTML('beforeend', text),
      (text) => document.createRange().createContextualFragment(text),
      (text) => new DOMParser().parseFromString(text, 'text/html'),
      (text) => (frame.srcdoc = text),
    ]
    const passed: string[] = []
    const attempt = (name: string, work: () => unknown) => {
      try {
        work()
        passed.push(name)
      } catch {
        // Refused, as it should be.
      }
    }
    for (const text of texts)
      for (const [n, sink] of sinks.entries()) attempt(`${n} ${text}`, () => sink(text))
    attempt('text of a script', () => (script.textContent = 'window.pwned=1'))
    attempt('address of a script', () => (script.src = 'http://127.0.0.1:9/x.js'))
    const timer: (work: never) => unknown = window.setTimeout
    attempt('a timer', () => timer('window.pwned=1' as never))
    attempt('a worker', () => new Worker('http://127.0.0.1:9/w.js'))
    frame.src = 'http://127.0.0.1:9/'
    const image = document.createElement('img')
    image.src = 'http://127.0.0.1:9/i.png'
    document.body.append(script, frame, image, box)
    await fetch('http://127.0.0.1:9/').catch(() => undefined)
    const until = performance.now() + 10_000
    while (!violated.includes('frame-src') && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 50))
    return { violated: [...new Set(violated)], passed }
  }, MARKUP)

  expect(passed).toEqual([])
  expect(violated).toEqual(
    expect.arrayContaining(['require-trusted-types-for', 'frame-src', 'connect-src', 'img-src']),
  )
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false)
  await context.close()
})

/** Of the corpus, what is markup as it stands. */
const MARKUP = CORPUS.filter((text) => /<[a-z]/i.test(text) && /[=/]/.test(text))
