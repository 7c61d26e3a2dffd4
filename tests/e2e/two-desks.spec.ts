/** Two desktops in two browsers and a server of their own, keyboard only: apart, and equal again. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from '@playwright/test'
import { startEmbedded } from '../../db/central/embedded.ts'
import { migrate } from '../../db/central/migrate.ts'
import { type Host, startHost } from '../../main/browser-host/index.ts'
import { saldo } from '../support/cli.ts'
import { endAll, ended, type RunningServer, startServer } from '../support/server.ts'
import { expect, prefer, test } from './fixtures.ts'
import { listen, noPointer, press, pressUntil } from './keyboard.ts'

test.setTimeout(300_000)

interface Desk {
  readonly page: Page
  readonly host: Host
}

let postgres: Awaited<ReturnType<typeof startEmbedded>>
let server: RunningServer
const folders: string[] = []
const desks: Desk[] = []

test.beforeAll(async () => {
  test.setTimeout(300_000)
  postgres = await startEmbedded({ mode: 'test' })
  await migrate(postgres.url)
  server = await startServer('--db', postgres.url)
})

test.afterAll(async () => {
  for (const { page, host } of desks) {
    await page.goto('about:blank')
    await host.stop()
  }
  await endAll()
  await postgres.stop()
  for (const dir of folders) rmSync(dir, { recursive: true, force: true })
})

async function desk(browser: Browser, work?: (dir: string) => Promise<string>): Promise<Desk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'saldo-desk-'))
  folders.push(dataDir)
  const companyFile = await work?.(dataDir)
  prefer(dataDir, { language: 'en' })
  const host = await startHost({
    dataDir,
    rendererDir: fileURLToPath(new URL('../../out/renderer', import.meta.url)),
    checkOutput: true,
    ...(companyFile === undefined ? {} : { companyFile }),
  })
  const page = await browser.newPage()
  await listen(page)
  await page.goto(host.url)
  await page.waitForURL(`${host.origin}/#/**`)
  desks.push({ page, host })
  return { page, host }
}

/** `saldo server …` on the tests' database. */
const set = (...argv: readonly string[]) => saldo('server', ...argv, '--db', postgres.url, '--json')

async function codeFor(company: string, name: string, role: string): Promise<string> {
  const made = await set('user', 'create', '--company', company, '--name', name, '--role', role)
  const answer = await set('code', '--company', company, '--user', String(made.json['id']))
  return String(answer.json['code'])
}

/** Posts at this desk, as the form is filled: customer from the address, then amount, then post. */
async function post({ page, host }: Desk, kind: string, customer: string, amount: string) {
  await page.goto(`${host.origin}/#/new/${kind}?customer=${customer}`)
  await expect(page.getByLabel('Amount', { exact: true })).toBeFocused()
  await page.keyboard.type(amount)
  await press(page, 'Control+Enter')
  await expect(page.getByLabel('Amount', { exact: true })).toHaveValue('')
}

const pill = (page: Page) => page.locator('[data-sync]')

async function statementOf({ page, host }: Desk, customer: string): Promise<string[]> {
  await page.goto(`${host.origin}/#/statement?customer=${customer}&preset=all`)
  await expect(page.getByRole('gridcell').first()).toBeVisible()
  await expect(page.getByRole('grid')).not.toContainText('G-')
  return page.getByRole('grid').locator('[role=row]').allInnerTexts()
}

/** On the sync page, exchanged once more by its key: it waits for the page. */
async function syncByKey({ page, host }: Desk): Promise<void> {
  await page.goto(`${host.origin}/#/customers`)
  await press(page, 'g', 'y', 's')
  await expect(page.getByRole('heading', { name: 'Sync', exact: true })).toBeFocused()
}

test('M116 M118 M119 M170 N8 (part): two desks work offline, meet at the server, and show the same statement and an equal balance', async ({
  browser,
}) => {
  const selin = await desk(browser, async (dir) => {
    const company = join(dir, 'akdeniz.saldo')
    const on = ['--company', company]
    await saldo('init', ...on, '--name', 'Akdeniz Gıda', '--currency', 'TRY')
    const customers = join(dir, 'customers.csv')
    writeFileSync(customers, 'customer_code,name\nC-1,Deniz Market\nC-2,Yıldız Yapı\n')
    await saldo('import', 'customers', customers, ...on)
    return company
  })
  const companyId = await publish(selin)
  await test.step('Murat joins with a code, from the welcome page', async () => {
    const murat = await desk(browser)
    const code = await codeFor(companyId, 'Murat', 'accountant')
    const { page } = murat
    await pressUntil(page, 'Tab', page.getByRole('button', { name: 'Join with a code' }))
    await press(page, 'Enter')
    await expect(page.getByLabel('Server address')).toBeFocused()
    await page.keyboard.type(server.first.url)
    await press(page, 'Tab')
    await page.keyboard.type('0000-wrong')
    await press(page, 'Enter')
    await expect(page.getByText(/does not know this enrolment code/)).toBeVisible()
    await expect(page.getByLabel('Enrolment code')).toBeFocused()
    await press(page, 'Control+a')
    await page.keyboard.type(code)
    await press(page, 'Enter')
    await expect(page.getByRole('heading', { name: 'Balance equal' })).toBeVisible()
    await expect(page.getByRole('gridcell', { name: 'Deniz Market' })).toBeVisible()
  })
  const murat = desks[1]
  if (!murat) throw new Error('Murat did not join')

  await test.step('the server is gone: both go on working, and say what waits', async () => {
    await ended(server.child, 'SIGTERM')
    await post(selin, 'receipt', 'C-1', '60')
    await post(selin, 'invoice', 'C-2', '10')
    await post(murat, 'invoice', 'C-2', '75')
    await post(murat, 'receipt', 'C-1', '20')
    for (const { page } of desks) {
      await expect(pill(page)).toHaveAttribute('data-sync', 'offline')
      await expect(pill(page)).toContainText(/Offline since \d\d:\d\d · \d to send/)
    }
  })

  await test.step('it is back: one key at each desk, and both are equal', async () => {
    server = await startServer('--db', postgres.url, '--port', new URL(server.first.url).port)
    for (const one of [selin, murat, selin]) {
      await syncByKey(one)
      await expect(one.page.getByRole('heading', { name: 'Balance equal' })).toBeVisible()
    }
    for (const { page } of desks)
      for (const [customer, balance] of [
        ['Deniz Market', '20.00'],
        ['Yıldız Yapı', '85.00'],
      ] as const) {
        const row = page.locator('.ag-row').filter({ hasText: customer }).first()
        await expect(row.locator('[col-id=proof]')).toHaveText('equal')
        await expect(row.locator('[col-id=confirmed]')).toContainText(balance)
        await expect(row.locator('[col-id=pending]')).toHaveText('')
      }
  })

  await test.step('what one posts now comes to the other by itself', async () => {
    await post(selin, 'invoice', 'C-1', '5')
    const row = murat.page.locator('.ag-row').filter({ hasText: 'Deniz Market' }).first()
    await expect(row.locator('[col-id=confirmed]')).toContainText('25.00', { timeout: 30_000 })
    await expect(row.locator('[col-id=proof]')).toHaveText('equal')
    await expect(pill(selin.page)).toHaveAttribute('data-sync', 'equal')
  })

  await test.step('the same statement on both', async () => {
    expect(await statementOf(selin, 'C-1')).toEqual(await statementOf(murat, 'C-1'))
  })

  await test.step('M119: a compare of every row proves it, by one key', async () => {
    const { page } = murat
    await press(page, 'g', 'y', '5', 'c')
    await expect(page.getByText('Both sides are equal')).toBeVisible()
    await expect(page.getByText(/Last proven equal/)).toBeVisible()
  })

  await test.step('M156: who is no administrator sees who works here, and why that is all', async () => {
    const { page } = murat
    await press(page, '6')
    await expect(page.getByRole('gridcell', { name: 'Murat (you)' })).toBeVisible()
    await expect(page.getByRole('gridcell', { name: 'Accountant, Administrator' })).toBeVisible()
    await expect(page.getByText(/Only an administrator changes/).first()).toBeVisible()
  })

  await test.step('M159: the administrator suspends his device, and takes it back', async () => {
    const { page } = selin
    await press(page, 'g', 'y', '7')
    const standing = page.locator('.ag-row[row-index="1"] [col-id=standing]')
    await expect(standing).toHaveText('active')
    await press(page, 'ArrowDown', 'ArrowDown')
    // His device is in the panel before the key means it; her own cannot be suspended from itself.
    await expect(page.getByRole('button', { name: /Suspend/ })).toBeEnabled()
    await press(page, 'h')
    await expect(standing).toHaveText('suspended')
    await press(murat.page, 's')
    await expect(pill(murat.page)).toHaveAttribute('data-sync', 'stopped')
    await press(page, 'h')
    await expect(standing).toHaveText('active')
    await press(murat.page, 's')
    await expect(pill(murat.page)).toHaveAttribute('data-sync', 'equal')
  })
  for (const { page } of desks) await noPointer(page)
})

/** Selin's file becomes the company on the server; answers its id. */
async function publish(selin: Desk): Promise<string> {
  const { page } = selin
  await post(selin, 'invoice', 'C-1', '100')
  await press(page, 'Escape')
  await page.goto(`${selin.host.origin}/#/customers`)
  await press(page, 'g', 'y', 'p')
  await expect(page.getByLabel('Server address')).toBeFocused()
  const companyId = await page.getByRole('dialog').locator('dd').innerText()
  const named = ['--name', 'Akdeniz Gıda', '--currency', 'TRY', '--id', companyId]
  await set('company', 'create', ...named)
  await page.keyboard.type('http://somewhere.example')
  await press(page, 'Tab')
  await page.keyboard.type(await codeFor(companyId, 'Selin', 'accountant,company_admin'))
  await press(page, 'Enter')
  await expect(page.getByText(/is no address Saldo sends to/)).toBeVisible()
  await expect(page.getByLabel('Server address')).toBeFocused()
  await press(page, 'Control+a')
  await page.keyboard.type(server.first.url)
  await press(page, 'Enter')
  await expect(page.getByRole('heading', { name: 'Balance equal' })).toBeVisible()
  return companyId
}
