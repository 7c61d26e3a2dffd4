/** The small forms of the lines to do: which one is open, and what comes of it. */
import type { BankApplication } from '../../../shared/contract/bank.ts'
import type { CompanySettings } from '../../../shared/settings.ts'
import { RuleDialog } from '../../app/rules/RuleDialog.tsx'
import { ruleOfLine } from '../../app/rules/rule-start.ts'
import { useText } from '../../ui/language.tsx'
import { AcceptAllDialog } from './AcceptAllDialog.tsx'
import type { ItemRow } from './columns.tsx'
import { applicationOf, type Draft, EMPTY, partFor, withPart, writtenOff } from './draft.ts'
import { PartDialog } from './PartDialog.tsx'
import { PayerDialog } from './PayerDialog.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import type { TodoState } from './use-todo.ts'
import { WriteOffDialog } from './WriteOffDialog.tsx'

export type Asking = 'payer' | 'rule' | 'parkAll' | 'park' | 'writeOff' | 'all' | null

/** Lines one command takes (shared/contract/bank.ts). */
const POSTED_MAX = 1000

export function TodoDialogs({
  asking,
  todo,
  settings,
  part,
  onDraft,
  onPark,
  onAcceptAll,
  onParkAll,
  onClose,
}: {
  readonly asking: Asking
  readonly todo: TodoState
  readonly settings: CompanySettings
  /** The item of which a part is to be paid. */
  readonly part: ItemRow | null
  readonly onDraft: (draft: Draft) => void
  readonly onPark: (reason: string) => void
  readonly onAcceptAll: (applications: readonly BankApplication[]) => void
  readonly onParkAll: (lineIds: readonly string[], reason: string) => void
  readonly onClose: () => void
}) {
  const say = useText()
  const { row, draft, standing } = todo
  if (row === null || standing === null) return null
  const { entry } = row
  const done = (next: Draft) => {
    onDraft(next)
    onClose()
  }
  if (part !== null)
    return (
      <PartDialog
        item={part}
        proposedMinor={partFor(entry.amountMinor, draft, part, entry.currency)}
        onPart={(minor) => done(withPart(draft, part, minor, entry.currency))}
        onClose={onClose}
      />
    )
  switch (asking) {
    case null:
      return null
    case 'payer':
      return (
        <PayerDialog
          payer={draft.payer}
          onPayer={(payer) => done(payer.code === draft.payer?.code ? draft : { ...EMPTY, payer })}
          onClose={onClose}
        />
      )
    case 'rule':
      return (
        <RuleDialog
          first={ruleOfLine(entry, draft.payer?.code ?? null)}
          onSaved={() => undefined}
          onClose={onClose}
        />
      )
    case 'park':
      return (
        <ReasonDialog
          title={say('reconcile.park.title')}
          says={say('reconcile.park.says')}
          act={say('reconcile.act.park')}
          onReason={(reason) => {
            onClose()
            onPark(reason)
          }}
          onClose={onClose}
        />
      )
    case 'parkAll': {
      const lines = todo.foreign.slice(0, POSTED_MAX)
      return (
        <ReasonDialog
          title={say('reconcile.parkAll.title', { count: lines.length })}
          says={say('reconcile.parkAll.says')}
          act={say('reconcile.act.park')}
          first={say('reconcile.parkAll.reason')}
          onReason={(reason) => {
            onClose()
            onParkAll(
              lines.map((line) => line.entry.id),
              reason,
            )
          }}
          onClose={onClose}
        />
      )
    }
    case 'writeOff':
      return (
        <WriteOffDialog
          restMinor={standing.restMinor}
          lineMinor={entry.amountMinor}
          draft={draft}
          currency={entry.currency}
          settings={settings}
          onKind={(kind) => done(writtenOff(entry.amountMinor, draft, kind))}
          onClose={onClose}
        />
      )
    case 'all': {
      const lines = todo.sure.slice(0, POSTED_MAX)
      return (
        <AcceptAllDialog
          lines={lines}
          score={Math.floor(settings.autoPostBasisPoints / 100)}
          onAccept={() => {
            onClose()
            onAcceptAll(
              lines.map((line) => {
                const now = todo.matchNow(line)
                return applicationOf(line.entry.id, now.draft, now.standing)
              }),
            )
          }}
          onClose={onClose}
        />
      )
    }
  }
}
