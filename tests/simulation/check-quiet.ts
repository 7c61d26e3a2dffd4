/** When nothing fails any more: everything delivered, every side equal to every other and to the model. */
import { bytesToUuid } from '../../db/kit/uuid-codec.ts'
import { verifyCompany } from '../../sync/server/core/verify.ts'
import { checkLaws } from './check-device.ts'
import type { SimDevice } from './device.ts'
import { must, Violation } from './violation.ts'
import type { World } from './world.ts'

/** Each device once with its own work, once more for what the others brought. */
const ROUNDS = 2

export async function checkQuiet(world: World): Promise<void> {
  const { server, watch, devices, counters } = world
  await world.calm()
  for (let round = 0; round < ROUNDS; round += 1)
    for (const device of devices) {
      const most = watch.callsMax(device)
      const calls = await world.exchangeWhole(device)
      must('I29', calls <= most, () => `${device.code} took ${calls} calls, ${most} are enough`)
    }
  for (const device of devices) {
    must(
      'I29',
      device.unsent === 0 && device.cursor === watch.seq,
      () =>
        `${device.code} is not quiet: ${device.unsent} unsent, at ${device.cursor} of ${watch.seq}`,
    )
  }
  await checkStates(world)
  const root = await server.root()
  for (const device of devices) {
    must('I10', device.root() === root, () => `the root of ${device.code} is another`)
    checkLaws(device)
  }
  counters.add('roots equal at the end', devices.length)
  for (const { name, failures } of (await verifyCompany(server.rows, server.companyId)) ?? [])
    must(OF_CHECK[name], failures.length === 0, () => `server: ${name}: ${failures[0]}`)
  await checkModel(world)
  checkLedgers(devices)
}

/** Every operation stands at its author's where it stands at the server. */
async function checkStates({ server, devices }: World): Promise<void> {
  const rows = await server.rows.read(server.companyId, async (tx) => ({
    log: await tx.range('op_log', 0, tx.head.seq, Number.MAX_SAFE_INTEGER),
    held: await tx.all('op_held'),
  }))
  const states = new Map<string, string>()
  for (const { op_id, outcome } of rows?.log ?? [])
    states.set(op_id, outcome === 'accepted_dup' ? 'accepted' : outcome)
  for (const { op_id, state } of rows?.held ?? [])
    states.set(op_id, state === 'released' ? 'accepted' : state)
  for (const device of devices)
    for (const { id, state } of outbox(device)) {
      const there = states.get(bytesToUuid(id))
      must(
        'I4',
        state === there,
        () => `${device.code}: ${bytesToUuid(id)} is ${state}, at the server ${there}`,
      )
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

function outbox(device: SimDevice): { id: Uint8Array; state: string }[] {
  return device.look(({ db }) =>
    db
      .prepare<[], { id: Uint8Array; state: string }>('select op_id as id, state from op_outbox')
      .all(),
  )
}

/** What every desktop must show alike, by what it is and not by where it stands. */
const ALIKE = {
  documents: `select hex(doc_id), number, kind, doc_on, due_on, amount_minor, base_minor, hex(content_hash) from doc order by 1`,
  items: `select hex(d.doc_id), i.n, i.open_minor, i.open_base_minor, i.closed_day, i.due_day from item as i
    join doc as d on d.id = i.doc_id order by 1, 2`,
  slices:
    'select hex(alloc_id), slice, amount_minor, debit_base_minor, credit_base_minor, effective_on from alloc order by 1, 2',
  numbers:
    'select d.number, n.kind, hex(d.doc_id) from doc_number as n join doc as d on d.id = n.doc_id order by 1, 2, 3',
  cells: `select hex(c.customer_id), x.currency, x.month, x.state, x.debit_minor, x.credit_minor, x.base_minor, x.count, hex(x.set_hash)
    from cell as x join customer as c on c.id = x.customer_id order by 1, 2, 3, 4`,
  cards:
    'select hex(customer_id), code, name, phone, segment, terms, credit_limit_minor, address, city, language, tags, archived, version from customer order by 1',
  disputes:
    'select hex(dispute_id), amount_minor, reason, opened_on, resolved_on, how from dispute order by 1',
  due: `select hex(d.doc_id), c.due_on, c.effective_on, c.reason from due_change as c join item as i on i.id = c.item_id
    join doc as d on d.id = i.doc_id order by 1, c.id`,
  rates: 'select currency, day, rate from rate order by 1, 2',
  settings: 'select key, value from setting order by 1',
  months: 'select locked_through, soft_through from company',
} as const

function checkLedgers(devices: readonly SimDevice[]): void {
  const told = (device: SimDevice) =>
    device.look(({ db }) =>
      Object.entries(ALIKE).map(([name, sql]) => [name, JSON.stringify(db.tuples(sql))] as const),
    )
  const [first, ...others] = devices
  if (!first) return
  const here = told(first)
  for (const other of others)
    told(other).forEach(([name, rows], n) =>
      must(
        'I10',
        rows === here[n]?.[1],
        () => `${name} of ${other.code} differ from ${first.code}:\n${rows}\n${here[n]?.[1]}`,
      ),
    )
}
