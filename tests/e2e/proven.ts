/** A sealed pack proves itself offline: its page is opened from the disk, whole and with one byte altered. */
import AxeBuilder from '@axe-core/playwright'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'

/** Opens the pack's page from the disk: whole as it is, the altered byte named once one is altered. */
export async function expectProven(
  page: Page,
  zip: string,
  name: string,
  dir: string,
): Promise<void> {
  const bytes = readFileSync(zip)
  const html = join(dir, name)
  writeFileSync(html, fileIn(bytes, name))
  await page.goto(pathToFileURL(html).href)
  await expect(page.getByText('Toros Dağıtım A.Ş.')).toBeVisible()
  await page.locator('#zip').setInputFiles(zip)
  await expect(page.getByText(/^Untouched: \d+ files agree/)).toBeVisible()
  const at = bytes.indexOf('Deniz Ticaret')
  bytes[at] = 'd'.charCodeAt(0)
  const altered = join(dir, 'altered.zip')
  writeFileSync(altered, bytes)
  await page.locator('#zip').setInputFiles(altered)
  await expect(page.getByText('Changed since it was sealed:')).toBeVisible()
  await expect(page.getByRole('listitem')).toHaveCount(1)
  for (const language of ['Türkçe', 'Deutsch'])
    await page.getByRole('button', { name: language }).click()
  await expect(page.getByText('Seit der Versiegelung geändert:')).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
}

/** A stored entry of the archive. */
function fileIn(zip: Buffer, name: string): Buffer {
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50; ) {
    const start = at + 30 + zip.readUInt16LE(at + 26)
    const end = start + zip.readUInt32LE(at + 18)
    if (zip.subarray(at + 30, start).toString() === name) return zip.subarray(start, end)
    at = end
  }
  throw new Error(`no ${name} in the archive`)
}
