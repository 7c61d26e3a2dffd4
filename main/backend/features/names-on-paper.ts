/** Who did something, as evidence names it in the company's language. */
import { nameOnPaper } from '../../../shared/i18n/people.ts'
import type { Context } from '../context.ts'
import { People } from '../sync/people.ts'
import { settingsOf } from './settings.ts'

export function namesOnPaper(context: Context): (actor: string) => string {
  const people = new People(context)
  const { language } = settingsOf(context)
  return (actor) => nameOnPaper(people.shown(actor), language)
}
