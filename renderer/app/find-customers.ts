/** What customer pickers look accounts up with. */
import { api } from './api.ts'

export const findCustomers = (text: string) => api.customers.search({ text, limit: 20 })
