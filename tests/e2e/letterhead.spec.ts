/** The letterhead: set on one screen, shown as paper, taken back; and what cannot be a logo is told why. */
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './fixtures.ts'

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="220" height="60"><rect width="220" height="60" rx="10" fill="#146c6c"/><text x="110" y="40" text-anchor="middle" font-size="30" fill="white" font-family="sans-serif">TOROS</text></svg>`
const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

test('M44 (part): logo, address and IBAN are set, seen on paper, refused with a reason, and undone', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/settings')
  const part = page.getByRole('region', { name: 'Letterhead' })
  const paper = part.getByRole('img', { name: 'As on paper' })
  await expect(paper).toBeVisible()
  const inked = () =>
    paper.evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, 320) ?? {
        data: new Uint8ClampedArray(),
      }
      let teal = 0
      for (let at = 0; at < data.length; at += 4)
        if ((data[at] ?? 0) < 60 && (data[at + 1] ?? 0) > 80 && (data[at + 1] ?? 0) < 140) teal += 1
      return teal
    })

  const input = part.locator('input[type=file]')
  const choose = (name: string, mimeType: string, buffer: Buffer) =>
    input.setInputFiles({ name, mimeType, buffer })
  await choose('logo.png', 'image/png', Buffer.from('not a picture'))
  await expect(part.getByRole('alert')).toHaveText(/no PNG, JPEG or SVG/)
  await choose('logo.png', 'image/png', Buffer.from(DOT, 'base64'))
  await expect(part.getByRole('alert')).toHaveText(/smaller than 16 pixels/)
  await choose('logo.png', 'image/png', Buffer.from(DOT, 'base64').subarray(0, 30))
  await expect(part.getByRole('alert')).toHaveText(/damaged/)
  await choose('logo.png', 'image/png', Buffer.alloc(5 * 2 ** 20, 1))
  await expect(part.getByRole('alert')).toHaveText(/larger than 4 MB/)
  await choose('logo.svg', 'image/svg+xml', Buffer.from(SVG))
  await expect(part.getByRole('img', { name: 'Logo' })).toBeVisible()
  await expect(part.getByRole('alert')).toBeHidden()
  await expect.poll(inked).toBeGreaterThan(500)

  const iban = part.getByLabel('IBAN')
  await iban.fill('TR33 0006 1005 1978 6457 8413 27')
  await expect(part.getByText(/check digits of this IBAN/)).toBeVisible()
  await iban.fill('TR33 0006 1005 1978 6457 8413 26')
  await iban.press('Enter')
  const address = part.getByLabel('Address', { exact: true })
  await address.fill('Çınar Cad. No. 7, 34742 İstanbul')
  await address.press('Enter')
  await expect(page.getByText('Saved').last()).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await part.scrollIntoViewIfNeeded()
  await page.screenshot({ path: 'test-results/letterhead.png', fullPage: true })

  await page.locator('body').click({ position: { x: 5, y: 5 } })
  await page.keyboard.press('Control+z')
  await expect(address).not.toHaveValue(/Çınar/)
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(part.getByRole('img', { name: 'Logo' })).toBeHidden()
  await expect.poll(inked).toBeLessThan(100)
})
