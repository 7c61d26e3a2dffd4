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

  await test.step('a link of another program is asked about, then opened', async () => {
    const link = 'saldo://customer/120.01.0001?view=statement'
    desktop.electron.app.emit('second-instance', {}, ['/saldo', link], '/')
    const ask = page.getByRole('dialog', { name: 'Opened from another program' })
    await expect(ask).toContainText('120.01.0001')
    await expect(ask).toContainText('Şahin Gıda A.Ş.')
    await expect(page).toHaveURL(/#\/imports/)
    await page.keyboard.press('Enter')
    await expect(ask).toBeHidden()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Statement')
    await expect(page).toHaveURL(/#\/statement\?customer=/)
  })

  await test.step('an account that is not there is refused in words', async () => {
    desktop.electron.app.emit('second-instance', {}, ['/saldo', 'saldo://customer/999'], '/')
    const ask = page.getByRole('dialog', { name: 'Opened from another program' })
    await expect(ask.getByRole('alert')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(ask).toBeHidden()
  })

  await test.step('Shift+Enter on a row opens it in a window of its own, of the same company', async () => {
    desktop.choose('go.customers')
    await expect(page.getByText('İnci Mobilya Ltd. Şti.')).toBeVisible()
    await page.getByText('İnci Mobilya Ltd. Şti.').click()
    await page.keyboard.press('Shift+Enter')
    await expect.poll(() => desktop.electron.BrowserWindow.made.length).toBe(2)
    const coded = desktop.electron.BrowserWindow.made[1]?.webContents.getURL().split('=')[1] ?? ''
    expect(JSON.parse(Buffer.from(coded, 'base64url').toString())).toEqual({
      path: '/customer/120.01.0002?currency=TRY',
      company: join(dataDir, 'demo.saldo'),
    })
    await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible()
  })

  await test.step('the support report shows what it holds, and where the logs are', async () => {
    desktop.choose('help.support')
    const report = page.getByRole('dialog', { name: 'Support report' })
    await expect(report.getByLabel('Text of the report')).toContainText('"door":"desktop"')
    await expect(report.getByLabel('Text of the report')).not.toContainText(/Şahin|12000|dataDir/)
    await report.getByRole('button', { name: 'Show log folder' }).click()
    await expect.poll(() => shell.shown).toEqual([expect.stringMatching(/logs.shell\.log$/)])
    await page.keyboard.press('Escape')
    await expect(report).toBeHidden()
  })

  await test.step('the title bar leaves room and its menu button shows the native menu', async () => {
    expect(await page.evaluate(() => document.documentElement.dataset['desktop'])).toBe('')
    await page.keyboard.press('F10')
    await expect.poll(() => Menu.shown?.poppedUp.length).toBe(1)
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
    const refused = await page.evaluate(() => {
      const script = document.createElement('script')
      try {
        script.textContent = 'document.title = "injected"'
      } catch (error) {
        return String(error)
      } finally {
        document.body.append(script)
      }
      return null
    })
    expect(refused).toContain('TrustedScript')
    expect(await page.title()).not.toBe('injected')
    expect(faults.join()).toContain('TrustedScript')
  })

  await desktop.stop()
})
