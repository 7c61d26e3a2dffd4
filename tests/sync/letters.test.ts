/** Letters, answers and sealed months made on one desk are every desk's. */
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sealsOf } from '../../db/local/seals.ts'
import { reissueLetter, createCampaign } from '../../main/backend/features/campaign-make.ts'
import { answerLetter, sendLetters } from '../../main/backend/features/campaign-events.ts'
import { campaignStatus, letterView, listCampaigns } from '../../main/backend/features/campaigns.ts'
import { sealJson } from '../../main/backend/features/evidence.ts'
import { recordSeal } from '../../main/backend/features/period-seal.ts'
import { heldWork } from '../../main/backend/sync/holds.ts'
import { campaignById, lettersOf } from '../../db/local/letters.ts'
import { contract } from '../../shared/contract/index.ts'
import type { IsoMonth } from '../../shared/domain/days.ts'
import { type Desk, Office } from './office.ts'

let office: Office
let selin: Desk
let murat: Desk
const campaignId = v7()

beforeEach(async () => {
  office = await Office.open()
  selin = await office.desk('Selin')
  murat = await office.desk('Murat')
  murat.company.clock.set('2026-11-24T15:00:00Z')
  await office.members()
  selin.company.customer('C', { email: 'c@example.com' })
  selin.company.customer('D')
  selin.company.post({ no: 'A', on: '2026-03-01', minor: 100_00 })
  selin.company.post({ customer: 'D', no: 'B', on: '2026-03-02', minor: 70_00 })
  await meet()
})
afterEach(() => office.close())

async function meet(): Promise<void> {
  for (let round = 0; round < 3; round += 1) for (const desk of office.desks) await desk.sync()
  const root = await office.root()
  for (const desk of office.desks) {
    expect(desk.root()).toBe(root)
    expect(desk.faults()).toEqual([])
  }
  expect(office.bugs).toEqual([])
}

function create(desk: Desk, id = campaignId): void {
  const input = contract.campaigns.create.input.parse({
    campaignId: id,
    order: { kind: 'statement', asOf: '2026-03-31' },
  })
  desk.company.command((context) => createCampaign(context, input))
}

function answer(desk: Desk, customer: string, theirsMinor: number): void {
  const input = contract.campaigns.answer.input.parse({
    campaignId,
    customer,
    eventId: v7(),
    answer: 'dispute',
    theirsMinor,
    by: 'Ali Deniz',
    note: 'one is missing',
    file: { name: 'reply.pdf', base64: Buffer.from('%PDF').toString('base64') },
  })
  desk.company.command((context) => answerLetter(context, input))
}

function reissue(desk: Desk, customer: string): void {
  const input = contract.campaigns.reissue.input.parse({ campaignId, customer })
  desk.company.command((context) => reissueLetter(context, input))
}

/** What the board, the letters and their papers say. */
function board(desk: Desk) {
  return desk.company.query((context) => {
    const campaigns = listCampaigns(context)
    return {
      campaigns,
      letters: campaigns.map((one) => campaignStatus(context, { campaignId: one.campaignId })),
      views: ['C', 'D'].map((customer) => letterView(context, { campaignId, customer })),
      seals: lettersSealed(context),
    }
  })
}

/** The lines of every statement, read again from this desk's journal, beside the seal they were hashed in. */
function lettersSealed(context: Parameters<typeof listCampaigns>[0]): string[] {
  const campaign = campaignById(context.db, campaignId)
  if (!campaign) throw new Error('no campaign')
  return lettersOf(context.db, campaign.id).map((letter) => sealJson(context, campaign, letter))
}

describe('M61 M170: a campaign of one desk', () => {
  it('shows the same board, letters, answers and papers on another', async () => {
    create(selin)
    selin.company.command((context) => sendLetters(context, { campaignId, customers: undefined }))
    answer(selin, 'C', 90_00)
    await meet()
    answer(murat, 'D', 10_00)
    selin.company.post({ no: 'A2', on: '2026-03-20', minor: 3_00 })
    await meet()
    reissue(murat, 'C')
    await meet()

    expect(board(murat)).toEqual(board(selin))
    expect(board(murat).views[0]).toMatchObject({
      row: { version: 2, state: 'frozen' },
      events: [
        { kind: 'frozen', actor: 'Selin' },
        { kind: 'queued' },
        { kind: 'answered', actor: 'Selin', fileName: 'reply.pdf', note: 'one is missing' },
        { kind: 'frozen', actor: 'Murat', version: 2 },
      ],
    })
  })

  it('M61: knows on every desk which documents the letter did not know', async () => {
    // Confirmed, but not pulled by who makes the letter; and one that waits.
    murat.company.post({ no: 'M1', on: '2026-03-10', minor: 5_00 })
    await murat.sync()
    murat.company.post({ no: 'M2', on: '2026-03-11', minor: 7_00 })
    selin.company.post({ no: 'S1', on: '2026-03-12', minor: 11_00 })
    create(selin)
    await selin.sync({ direction: 'push' })
    await meet()

    const changed = (desk: Desk) =>
      desk.company.query((context) =>
        letterView(context, { campaignId, customer: 'C' })
          .changes.map(({ documentNo }) => documentNo)
          .toSorted(),
      )
    expect([changed(selin), changed(murat)]).toEqual([
      ['M1', 'M2'],
      ['M1', 'M2'],
    ])
    expect(board(murat).seals).toEqual(board(selin).seals)
    // And after the ledger was built anew.
    await murat.snapshot()
    expect(changed(murat)).toEqual(['M1', 'M2'])
    expect(board(murat).seals).toEqual(board(selin).seals)
  })

  it('of two new versions the one the server took first stands on both', async () => {
    create(selin)
    await meet()
    selin.company.post({ no: 'A2', on: '2026-03-20', minor: 3_00 })
    reissue(murat, 'C')
    reissue(selin, 'C')
    await selin.sync()
    await meet()

    expect(board(murat)).toEqual(board(selin))
    expect(board(murat).views[0]?.content).toContain('103')
  })

  it('M170: what the server does not take leaves its own board', async () => {
    create(selin)
    await meet()
    answer(murat, 'C', 90_00)
    create(murat, v7())
    await office.members({ name: 'Murat', roles: ['sales'] })
    await meet()

    const held = murat.company.query((context) => heldWork(context))
    expect(held.map(({ code }) => code)).toContain('FORBIDDEN')
    expect(held).toHaveLength(4)
    expect(board(murat)).toEqual(board(selin))
    expect(board(selin).campaigns).toHaveLength(1)
  })
})

describe('M55: a sealed month', () => {
  it('is sealed on every desk, with its checks, its pack’s hash and who signed it off', async () => {
    const checks = [{ name: 'letters' as const, ok: false, count: 1, amountMinor: 5_00 }]
    recordSeal(selin.company.file, '2026-03' as IsoMonth, 'ab'.repeat(32), checks, 'auditor waits')
    await meet()
    await murat.snapshot()

    const seals = (desk: Desk) => desk.company.query(({ db }) => sealsOf(db))
    expect(seals(murat)).toEqual(seals(selin))
    expect(seals(murat)).toMatchObject([
      { month: '2026-03', signOff: 'auditor waits', actor: 'Selin' },
    ])
  })
})
