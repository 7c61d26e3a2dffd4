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
      await server.act({ opId: world.newId(), kind, entityId: world.newId(), payload: { month }, actor })
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

/** Held until the exits are at the desktop. */
export async function decide(_world: World, _chance: Chance): Promise<void> {}
