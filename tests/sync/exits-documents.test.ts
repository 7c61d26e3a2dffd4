/** Documents the server knows otherwise, whose number is taken or whose account is not there: each way out (sync.md 9). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { v7 } from 'uuid'
import { insertCustomer } from '../../db/local/customers.ts'
import { archive, held, HeldOffice, refusalOf, take } from './held-office.ts'
import type { Desk, Office } from './office.ts'

let desks: HeldOffice
let office: Office
let selin: Desk
let murat: Desk

beforeEach(async () => {
  desks = await HeldOffice.open()
  ;({ office, selin, murat } = desks)
})
afterEach(() => office.close())

describe('M120: EXT_REF_CONFLICT', () => {
  beforeEach(async () => {
    const documentId = '0198aaaa-0000-8000-8000-000000000002'
    selin.postWithId(documentId, 'EXT-2', 20_00)
    murat.postWithId(documentId, 'EXT-2', 21_00)
    await selin.sync()
    await murat.sync()
  })

  it('shows theirs beside ours', () => {
    expect(held(murat)).toMatchObject([
      {
        code: 'EXT_REF_CONFLICT',
        amountMinor: 21_00,
        theirs: { documentNo: 'EXT-2', date: '2026-04-01', amountMinor: 20_00, by: 'Selin' },
        exits: ['keep_theirs', 'replace', 'withdraw'],
      },
    ])
  })

  it('theirs is kept', async () => {
    take(murat, { exit: 'keep_theirs' })
    await desks.expectDone({ 'C TRY': 60_00 })
  })

  it('theirs is reversed and ours put in its place', async () => {
    take(murat, { exit: 'replace', reason: 'misread' })
    await desks.expectDone({ 'C TRY': 61_00 })
  })
})

describe('M117: NUMBER_TAKEN', () => {
  beforeEach(async () => {
    selin.company.post({ no: 'N-1', on: '2026-04-01', minor: 5_00 })
    murat.company.post({ no: 'N-1', on: '2026-04-02', minor: 7_00 })
    await selin.sync()
    await murat.sync()
  })

  it('a new number by hand; the old paper is noted as void', async () => {
    expect(held(murat)).toMatchObject([
      { code: 'NUMBER_TAKEN', documentNo: 'N-1', exits: ['reissue', 'withdraw'] },
    ])
    expect(refusalOf(() => take(murat, { exit: 'reissue', to: 'N-1' }))).toBe('held.number_taken')
    take(murat, { exit: 'reissue', to: 'N-2' })
    await desks.expectDone({ 'C TRY': 52_00 })
    expect(selin.numbers()).toContain('N-2')
    expect(voided(selin)).toEqual(['N-1'])
  })

  it('a number of the series', async () => {
    take(murat, { exit: 'reissue' })
    await desks.expectDone({ 'C TRY': 52_00 })
    expect(selin.numbers().filter((number) => number.startsWith('INV2026'))).toHaveLength(1)
  })
})

function voided(desk: Desk): (string | undefined)[] {
  return desk.company.query(({ db }) =>
    db
      .prepare<[], { number: string }>(
        "select envelope ->> '$.payload.number' as number from wf_confirmed where type = 'paper.voided'",
      )
      .all()
      .map(({ number }) => number),
  )
}

describe('M116: MASTER_ARCHIVED', () => {
  beforeEach(async () => {
    archive(selin, 'D', true)
    await selin.sync()
    murat.company.post({ customer: 'D', no: 'D-1', on: '2026-04-01', minor: 3_00 })
    await murat.sync()
    expect(held(murat)).toMatchObject([
      { code: 'MASTER_ARCHIVED', exits: ['unarchive', 'repoint', 'withdraw'] },
    ])
  })

  it('the account is taken out of the archive', async () => {
    take(murat, { exit: 'unarchive' })
    await desks.expectDone({ 'D TRY': 3_00 })
  })

  it('the document goes to another account', async () => {
    expect(refusalOf(() => take(murat, { exit: 'repoint' }))).toBe('held.target_missing')
    take(murat, { exit: 'repoint', customer: 'C' })
    await desks.expectDone({ 'C TRY': 43_00 })
  })
})

describe('M116: MASTER_MISSING', () => {
  beforeEach(async () => {
    // A card without its operation: what a file of before there were operations holds.
    murat.company.command(({ db, nowMs }) => {
      insertCustomer(db, {
        customerId: v7(),
        code: 'X',
        name: 'Lost',
        parent: null,
        taxId: null,
        taxOffice: null,
        country: null,
        city: null,
        address: null,
        contact: null,
        email: null,
        phone: null,
        iban: null,
        currency: null,
        terms: null,
        creditLimitMinor: null,
        segment: null,
        priceList: null,
        discount: null,
        language: null,
        tags: [],
        custom: {},
        batch: null,
        recordedAt: nowMs,
      })
    })
    murat.company.post({ customer: 'X', no: 'X-1', on: '2026-04-01', minor: 8_00 })
    await murat.sync()
    expect(held(murat)).toMatchObject([
      { code: 'MASTER_MISSING', exits: ['create', 'repoint', 'withdraw'] },
    ])
  })

  it('the account is opened on the server with it', async () => {
    take(murat, { exit: 'create' })
    await desks.expectDone({ 'X TRY': 8_00 })
  })

  it('the document goes to another account', async () => {
    take(murat, { exit: 'repoint', customer: 'D' })
    await desks.meet()
    expect(selin.balances()).toMatchObject({ 'D TRY': { confirmed: 8_00, pending: 0 } })
  })
})

describe('M119: INVALID', () => {
  it('an account archived while another posted to it is given up', async () => {
    archive(murat, 'D', true)
    selin.company.post({ customer: 'D', no: 'D-1', on: '2026-04-01', minor: 3_00 })
    await selin.sync()
    await murat.sync()
    expect(held(murat)).toMatchObject([
      { code: 'INVALID', detail: { reason: 'has_balance' }, customer: 'D', exits: ['withdraw'] },
    ])
    take(murat, { exit: 'withdraw' })
    await desks.expectDone({ 'D TRY': 3_00 })
  })
})
