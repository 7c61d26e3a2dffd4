/** What happens at the server and among the people: months closed, roles and standing changed, requests decided. */
import type { Chance } from './chance.ts'
import type { World } from './world.ts'

const OTHER_ROLES = [
  ['accountant', 'finance_manager'],
  ['accountant'],
  ['credit_controller'],
  ['sales'],
  ['auditor'],
] as const

export async function control(world: World, chance: Chance): Promise<void> {
  const { server, counters, watch } = world
  const index = chance.below(world.devices.length)
  const actor = world.devices[0]?.userId ?? ''
  switch (chance.pick(['soft', 'lock', 'roles', 'suspend', 'return'])) {
    case 'soft':
    case 'lock': {
      const kind = chance.happens(0.5) ? 'period.lock' : 'period.soft_close'
      const month = `2026-0${chance.from(1, 4)}`
      counters.add(kind)
      await server.act({
        opId: world.newId(),
        kind,
        entityId: world.newId(),
        payload: { month },
        actor,
      })
      await watch.serverStep()
      return
    }
    case 'roles':
      // The first device's user can always be asked.
      if (index === 0) return
      counters.add('roles changed')
      await world.setRoles(index, chance.pick([...OTHER_ROLES]))
      return
    case 'suspend':
      if (index === 0) return
      counters.add('user suspended')
      await world.setStanding(index)
      return
    case 'return':
      await world.setStanding(null)
  }
}

/** A finance manager decides about a request or a conflict, or asks for a late posting or a reopening. */
export async function decide(world: World, chance: Chance): Promise<void> {
  const { server, counters, watch } = world
  const manager = chance.pick(world.managers)
  const rows = await server.rows.read(server.companyId, async (tx) => ({
    waiting: await tx.lookup('approval', 'state', ['waiting']),
    conflicts: await tx.lookup('conflict', 'state', ['open']),
    late: (await tx.lookup('op_held', 'state', ['held'])).filter(
      ({ code }) => code === 'PERIOD_CLOSED',
    ),
  }))
  if (!rows) return
  const { waiting, conflicts, late } = rows
  const opId = world.newId()
  const said = chance.weighed({
    decide: waiting.length > 0 ? 6 : 0,
    resolve: conflicts.length > 0 ? 3 : 0,
    late: late.length > 0 ? 4 : 0,
    reopen: 1,
  })
  counters.add(`manager ${said}`)
  switch (said) {
    case 'decide': {
      const approve = chance.happens(0.8)
      manager.write('approval.decide', chance.pick(waiting).approval_id, { approve }, { opId })
      break
    }
    case 'resolve': {
      const choice = chance.pick(['keep', 'take'])
      manager.write('conflict.resolve', chance.pick(conflicts).conflict_id, { choice }, { opId })
      break
    }
    case 'late': {
      const op = chance.pick(late).op_id
      manager.write('approval.request', world.newId(), { what: 'late_posting', op }, { opId })
      break
    }
    case 'reopen': {
      const month = `2026-0${chance.from(1, 4)}`
      manager.write('approval.request', world.newId(), { what: 'reopen', month }, { opId })
    }
  }
  await manager.push(server.store)
  await watch.serverStep()
}
