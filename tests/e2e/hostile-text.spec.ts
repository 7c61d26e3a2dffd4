/** What strangers write into names is text on every screen, and the page's policy would stop it anyway. */
import { expect, test } from './fixtures.ts'

const NAMES = [
  `<script>window.pwned=1</script>`,
  `<img src=x onerror="window.pwned=1">`,
  `"><svg onload=window.pwned=1>`,
  `<a href="javascript:window.pwned=1">tıkla</a>`,
  `{{constructor.constructor('window.pwned=1')()}}`,
]

test('reliability-security T3 E7 E14: a script in a customer’s name is shown and does not run', async ({
  page,
  prepare,
  open,
}) => {
  await prepare(async (client) => {
    const { file } = await client.companies.create({ name: NAMES[1] ?? '', currency: 'TRY' })
    for (const [i, name] of NAMES.entries())
      await client.customers.create({
        customerId: `00000000-0000-4000-8000-00000000000${i}`,
        customer: { code: `H-${i}`, name },
      })
    return file
  })
  const foreign: string[] = []
  const host = await open()
  page.on('request', (request) => {
    if (!request.url().startsWith(host.origin)) foreign.push(request.url())
  })
  const pwned = () => page.evaluate(() => 'pwned' in window)

  for (const name of NAMES)
    await expect(page.getByText(name, { exact: true }).first()).toBeVisible()
  expect(await pwned()).toBe(false)
  await page
    .getByText(NAMES[0] ?? '', { exact: true })
    .first()
    .dblclick()
  await expect(page.getByText(NAMES[0] ?? '', { exact: true }).first()).toBeVisible()
  expect(await pwned()).toBe(false)
  expect(foreign).toEqual([])
})

test('reliability-security E7: a script that does get into the page is stopped by its policy', async ({
  browser,
  open,
}) => {
  const host = await open()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(host.newLink())
  await page.waitForLoadState('networkidle')

  const violated = await page.evaluate(async (names) => {
    const found: string[] = []
    document.addEventListener('securitypolicyviolation', (event) =>
      found.push(event.effectiveDirective),
    )
    const inline = document.createElement('script')
    inline.textContent = 'window.pwned=1'
    const elsewhere = document.createElement('script')
    elsewhere.src = 'http://127.0.0.1:9/x.js'
    const frame = document.createElement('iframe')
    frame.src = 'http://127.0.0.1:9/'
    const box = document.createElement('div')
    box.innerHTML = names.join('')
    document.body.append(inline, elsewhere, frame, box)
    await fetch('http://127.0.0.1:9/').catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 300))
    return found
  }, NAMES)

  expect(violated).toEqual(
    expect.arrayContaining(['script-src-elem', 'script-src-attr', 'frame-src', 'connect-src']),
  )
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false)
  await context.close()
})
