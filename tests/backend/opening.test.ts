/** Opening a company file that is not as it should be, and what an opening puts in order. */
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { outboxOf } from '../../db/local/outbox/journal.ts'
import { openCompanyFile } from '../../main/backend/company/opening.ts'
import { TestCompany } from '../support/company.ts'

let company: TestCompany
beforeEach(() => {
  company = new TestCompany()
})
afterEach(() => company.dispose())

function open(): void {
  company.file = openCompanyFile(company.path, company.clock, true)
}

it('an opening that fails lets the file go', () => {
  company.file.close()
  const outbox = outboxOf(company.path)
  renameSync(outbox, join(company.dir, 'elsewhere'))
  writeFileSync(outbox, '')

  expect(() => open()).toThrow()
  rmSync(outbox)
  open()
  company.customer('C')
  expect(company.file.query(({ db }) => db.prepare('select code from customer').all())).toEqual([
    { code: 'C' },
  ])
})

it('a device whose keys were left lying under their first name has them when it opens', () => {
  const { installId } = company.file.company
  company.file.close()
  renameSync(`${company.path}.keys`, `${company.path}.keys-${installId}`)
  open()

  expect(existsSync(`${company.path}.keys`)).toBe(true)
})

it('a folder that may not be written to is refused as such, and opens again when it may', () => {
  company.file.close()
  const folder = mkdtempSync(join(tmpdir(), 'saldo-read-only-'))
  const path = join(folder, 'a.saldo')
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    // Without the right to mount, a folder stands where a file must be made.
    mkdirSync(`${company.path}-wal`)
    expect(() => open()).toThrow(expect.objectContaining({ code: 'file.unwritable' }))
    rmSync(`${company.path}-wal`, { recursive: true })
    open()
    rmSync(folder, { recursive: true })
    return
  }
  try {
    copyFileSync(company.path, path)
    execFileSync('mount', ['-o', 'remount,ro', folder])
    expect(() => openCompanyFile(path, company.clock, true)).toThrow(
      expect.objectContaining({ code: 'file.unwritable' }),
    )
    execFileSync('mount', ['-o', 'remount,rw', folder])
    openCompanyFile(path, company.clock, true).close()
  } finally {
    execFileSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true })
  }
  open()
})

it('what a restore that was cut off has left beside the file is gone after it was opened', () => {
  const { installId } = company.file.company
  company.file.close()
  const left = [
    `.company.saldo.0123456789ab.restore`,
    `.company.saldo.0123456789ab.restore-wal`,
    'company.saldo.keys-01a21d74-2846-751e-a985-5290e22e8cc9',
  ]
  const others = ['.company.saldo.note', 'company.saldo.txt', '.other.saldo.0123456789ab.restore']
  for (const name of [...left, ...others]) writeFileSync(join(company.dir, name), '')
  open()
  const there = readdirSync(company.dir)

  expect(there.filter((name) => left.includes(name))).toEqual([])
  expect(others.filter((name) => !there.includes(name))).toEqual([])
  expect(JSON.parse(readFileSync(`${company.path}.keys`, 'utf8'))).toMatchObject({ installId })
})
