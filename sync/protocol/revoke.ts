/** Taking a device's rights away (sync.md 20). */
import { z } from 'zod'
import { common, uuid } from './messages.ts'

export const revokeRequest = z.object({ company_id: uuid })
export const revokeAnswer = common.extend({
  device: z.object({ id: uuid, status: z.string() }),
})
