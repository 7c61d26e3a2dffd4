/** What the lines to do probably pay, worked out beside the ledger's thread (ux.md 5.6). */
import type { z } from 'zod'
import type { bank as contract } from '../../../shared/contract/bank.ts'
import { accountNamed } from '../bank/account-named.ts'
import { matchBeside } from '../bank/match-beside.ts'
import { fileOf, type Session } from '../session.ts'

type In = z.output<(typeof contract)['proposals']['input']>
type Out = z.input<(typeof contract)['proposals']['output']>

export function bankProposals(session: Session, { account }: In): Promise<Out> {
  const file = fileOf(session)
  const rowid = file.query((context) => accountNamed(context, account))
  return matchBeside(file.path, rowid, session.backend.clock.now(), (done, total) =>
    session.progress('bank', 'match', done, total),
  )
}
