/** The desktop shell as built, on a stand-in for Electron (desktop.ts), in a real Chromium. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type {} from '../../renderer/host/electron.ts'
import { openDesktop } from './desktop.ts'
import { expect, test } from './fixtures.ts'

test('the desktop shows the company over its message port, and its menu works the page', async ({
  page,
  prepare,
  dataDir,
}) => {
  await prepare(async (client, dir) => {
    const file = join(dir, 'demo.saldo')
    await client.companies.create({ name: 'Toros Dağıtım A.Ş.', currency: 'TRY', file })
    const path = join(dir, 'documents.csv')
    writeFileSync(
      path,
      'customer_code,customer_name,type,document_no,document_date,due_date,amount\n' +
        '120.01.0001,Şahin Gıda A.Ş.,invoice,F1,2026-09-01,2026-10-01,12000.50\n' +
        '120.01.0002,İnci Mobilya Ltd. Şti.,invoice,F2,2026-09-01,2026-10-01,8000.00\n',
    )
    await client.imports.file({
      source: { path },
      options: { kind: 'documents', createCustomers: true },
    })
    return file
  })
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  const desktop = await openDesktop(page, dataDir)
  const { dialog, Menu, shell, utilityProcess } = desktop.electron

  await test.step('the accounts are there', async () => {
    await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible()
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    await expect(page.getByText('Şahin Gıda A.Ş.')).toBeVisible()
    await expect(page.getByText('İnci Mobilya Ltd. Şti.')).toBeVisible()
    await expect(page.getByText('20,000.50').first()).toBeVisible()
  })

  await test.step('the native menu has the page’s commands, and choosing one goes there', async () => {
    expect(Menu.shown?.template.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['File', 'Edit', 'View', 'Go', 'Window', 'Help']),
    )
    desktop.choose('go.aging')
    await expect(page.getByRole('heading', { level: 1, name: 'Aging' })).toBeVisible()
  })

  await test.step('a document is saved through the system’s dialog', async () => {
    dialog.choice = join(dataDir, 'saved.xlsx')
    await page.getByRole('button', { name: 'Excel' }).click()
    await expect.poll(() => existsSync(join(dataDir, 'saved.xlsx'))).toBe(true)
    expect(readFileSync(join(dataDir, 'saved.xlsx')).subarray(0, 2).toString()).toBe('PK')
  })

  await test.step('a file is picked and read in a process of its own', async () => {
    const path = join(dataDir, 'cariler.csv')
    writeFileSync(path, 'Cari Kodu;Unvan\n120.01.0003;Kuzey Ambalaj\n')
    dialog.choice = path
    desktop.choose('go.imports')
    await expect(page.getByRole('heading', { name: 'Imports' })).toBeFocused()
    await page.keyboard.press('n')
    await expect(page.getByText('Read as')).toBeVisible()
    expect(utilityProcess.children.map(({ options }) => options.serviceName)).toEqual([
      'Saldo backend',
      'Saldo reader',
    ])
  })

  await test.step('a frame inside the page, and a link without a click, get nothing', async () => {
    await page.evaluate(() => document.body.append(document.createElement('iframe')))
    const inner = page.frames()[1]
    const asked = dialog.asked.length

    expect(
      await inner?.evaluate(() => window.saldo?.pickFile('.csv').catch((error) => String(error))),
    ).toContain('refused')
    expect(
      await page.evaluate(() =>
        window.saldo?.openExternal('https://www.gib.gov.tr/').catch((error) => String(error)),
      ),
    ).toContain('link.without_click')
    expect(dialog.asked.length).toBe(asked)
    expect(shell.opened).toEqual([])
  })

  await test.step('a page loaded anew gets a line of its own', async () => {
    await page.goto('about:blank')
    await page.goto('http://saldo.localhost/#/customers')
    await expect(page.getByText('Şahin Gıda A.Ş.')).toBeVisible()
  })

  await test.step('no script stands in the page but its own', async () => {
    expect(faults).toEqual([])
    await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'document.title = "injected"'
      document.body.append(script)
    })
    expect(await page.title()).not.toBe('injected')
    expect(faults.join()).toContain('Content Security Policy')
  })

  await desktop.stop()
})
