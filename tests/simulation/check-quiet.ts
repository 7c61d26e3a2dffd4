/** When nothing fails any more: everything delivered, every side equal to every other and to the model. */
import { bytesToUuid } from '../../db/kit/uuid-codec.ts'
import { verifyCompany } from '../../sync/server/core/verify.ts'
import { differenceBetween, outboxOf, shownBy } from './alike.ts'
import { checkLaws } from './check-device.ts'
import { checkNumbers } from './check-numbers.ts'
import type { SimDevice } from './device.ts'
import { must, Violation } from './violation.ts'
import type { World } from './world.ts'

/** Each device once with its own work, once more for what the others brought. */
const ROUNDS = 2

export async function checkQuiet(world: World): Promise<void> {
  const { server, watch, devices, counters, traffic } = world
  await world.calm()
  for (let round = 0; round < ROUNDS; round += 1)
    for (const device of devices) {
      const most = watch.callsMax(device)
      const calls = await traffic.exchangeWhole(device)
      must('I29', calls <= most, () => `${device.code} took ${calls} calls, ${most} are enough`)
    }
  const going = devices.filter(({ stopped }) => stopped === null)
  for (const device of going) {
    must(
      'I29',
      device.unsent === 0 && device.cursor === watch.seq,
      () =>
        `${device.code} is not quiet: ${device.unsent} unsent, at ${device.cursor} of ${watch.seq}`,
    )
  }
  await checkStates(world)
  const root = await server.root()
  for (const device of going)
    must('I10', device.root() === root, () => `the root of ${device.code} is another`)
  for (const device of devices) checkLaws(device)
  counters.add('roots equal at the end', going.length)
  for (const { name, failures } of (await verifyCompany(server.rows, server.companyId)) ?? [])
    must(OF_CHECK[name], failures.length === 0, () => `server: ${name}: ${failures[0]}`)
  await checkModel(world)
  await checkNumbers(world)
  await world.neighbour.check()
  checkLedgers(going)
}

/**
 * Every operation stands at its author's where it stands at the server. One that another went on in
 * the name of has lost none: what is not at the server is still there as it was signed (I24).
 */
async function checkStates({ server, devices }: World): Promise<void> {
  const rows = await server.rows.read(server.companyId, async (tx) => ({
    log: await tx.range('op_log', 0, tx.head.seq, Number.MAX_SAFE_INTEGER),
    held: await tx.all('op_held'),
  }))
  const states = new Map<string, string>()
  const hashes = new Map<string, string>()
  for (const { op_id, outcome, op_hash } of rows?.log ?? []) {
    states.set(op_id, outcome === 'accepted_dup' ? 'accepted' : outcome)
    hashes.set(op_id, op_hash)
  }
  for (const { op_id, state } of rows?.held ?? [])
    states.set(op_id, state === 'released' ? 'accepted' : state)
  for (const device of devices)
    for (const { id, state, hash } of outboxOf(device)) {
      const op = bytesToUuid(id)
      const there = states.get(op)
      if (device.stopped === null)
        must(
          'I4',
          state === there,
          () => `${device.code}: ${op} is ${state}, at the server ${there}`,
        )
      else {
        const isWaiting = state === 'pending' || state === 'sent'
        const isSame = hashes.get(op) === Buffer.from(hash).toString('hex')
        must(
          'I24',
          there === undefined ? isWaiting || state === 'withdrawn' : isSame,
          () => `${device.code}: ${op} is ${state}, at the server ${there}`,
        )
      }
    }
}

const OF_CHECK = {
  log: 'I32',
  chains: 'I32',
  documents: 'I2',
  cells: 'I12',
  nodes: 'I12',
  numbers: 'I15',
} as const

async function checkModel({ server, watch: { model } }: World): Promise<void> {
  const rows = await server.rows.read(server.companyId, async (tx) => ({
    cells: await tx.all('cell'),
    held: await tx.all('op_held'),
    cards: await tx.all('customer'),
  }))
  if (!rows) throw new Violation('bug', 'the company is gone')
  const balances = new Map<string, number>()
  for (const { customer_id, currency, debit, credit } of rows.cells) {
    const key = `${customer_id} ${currency}`
    balances.set(key, (balances.get(key) ?? 0) + debit - credit)
  }
  for (const [key, sum] of model.books.balances())
    must(
      'I11',
      balances.get(key) === sum,
      () => `server: ${key} is ${balances.get(key)}, the model ${sum}`,
    )
  const held = rows.held.filter(({ state }) => state === 'held').map(({ op_id }) => op_id)
  must(
    'I4',
    held.toSorted().join() === [...model.held.keys()].toSorted().join(),
    () => `${held.length} operations are held, the model says ${model.held.size}`,
  )
  for (const { customer_id, groups, archived } of rows.cards) {
    const told = model.cards.customers.get(customer_id)
    must('I20', told !== undefined && told.archived === archived, () => `customer ${customer_id}`)
    const there = groups as Readonly<Record<string, unknown>>
    for (const group of new Set([...(told?.groups.keys() ?? []), ...Object.keys(there)])) {
      const value = there[group] === undefined ? '' : JSON.stringify(there[group])
      must(
        group === 'terms' || group === 'limit' ? 'I17' : 'I18',
        value === (told?.groups.get(group) ?? ''),
        () => `customer ${customer_id}: ${group} is ${value}, the model ${told?.groups.get(group)}`,
      )
    }
  }
}

function checkLedgers([first, ...others]: readonly SimDevice[]): void {
  if (!first) return
  const here = shownBy(first)
  for (const other of others) {
    const difference = differenceBetween(shownBy(other), here)
    must('I10', difference === null, () => `${other.code} and ${first.code}: ${difference}`)
  }
}
