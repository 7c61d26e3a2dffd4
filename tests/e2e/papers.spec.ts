/** The print preview and the jobs tray in a real Chromium. */
import { DEMO_NOON, expect, test } from './fixtures.ts'
import { grid } from './screen.ts'

test.use({ at: DEMO_NOON })

test('M44 (part): Ctrl+P shows the statement as it is printed, in another language too, and saves it', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/statement?customer=120.01.0077&preset=all')
  await expect(grid(page, 'Statement').getByText('INV-101')).toBeVisible()
  await page.keyboard.press('Control+p')
  const preview = page.getByRole('dialog')
  await expect(preview.getByRole('img', { name: 'Page 1 of 1' }).last()).toBeVisible()
  await expect
    .poll(() =>
      preview.locator('[data-page="1"] canvas').evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas
          .getContext('2d')
          ?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: new Uint8ClampedArray() }
        return data.filter((value, i) => i % 4 === 0 && value < 90).length > 500
      }),
    )
    .toBe(true)
  await page.screenshot({ path: 'test-results/preview.png' })
  await preview.getByText('Deutsch').click()
  await expect(preview.getByRole('img', { name: 'Page 1 of 1' }).last()).toBeVisible()
  const download = page.waitForEvent('download')
  await page.keyboard.press('Control+s')
  expect((await download).suggestedFilename()).toBe('statement-120.01.0077.pdf')
  await page.keyboard.press('Escape')
  await expect(preview).toBeHidden()
})

test('M178 (part): G J opens the jobs; statements of all customers run there and are saved', async ({
  page,
  demo,
  open,
}) => {
  await demo()
  await open('/customers')
  await expect(grid(page, 'Customers').getByText('Deniz Ticaret')).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('j')
  const jobs = page.getByRole('region', { name: 'Jobs' })
  await jobs.getByRole('button', { name: 'Start' }).click()
  await expect(jobs.getByText('Done', { exact: true })).toBeVisible()
  await page.screenshot({ path: 'test-results/jobs.png' })
  const download = page.waitForEvent('download')
  await jobs.getByRole('button', { name: 'Save' }).click()
  expect((await download).suggestedFilename()).toBe('statements.zip')
  await jobs.getByRole('button', { name: 'Remove' }).click()
  await expect(jobs.getByText('Done', { exact: true })).toBeHidden()
})
