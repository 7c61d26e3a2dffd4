/** Every document of the account, newest first. */
import { IconFileInvoice } from '@tabler/icons-react'
import { useMemo } from 'react'
import { api } from '../../app/api.ts'
import { useLive } from '../../app/live.ts'
import { useTrouble } from '../../app/trouble.ts'
import { useText } from '../../ui/language.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { DOCUMENT_COLUMNS, NEWEST_FIRST, type DocumentRow } from './columns.tsx'
import { ViewedTab } from './ListTab.tsx'

export function DocumentsTab({
  code,
  group,
  onOpen,
}: {
  readonly code: string
  readonly group: boolean
  readonly onOpen: (row: DocumentRow) => void
}) {
  const say = useText()
  const describe = useTrouble()
  const statement = useLive(api.reports.statement, {
    customerCode: code,
    group,
    withAllocations: false,
  })
  const rows = useMemo(
    () =>
      statement.data?.statements.flatMap((one) =>
        one.lines.map((line): DocumentRow => ({ ...line, currency: one.currency })),
      ),
    [statement.data],
  )
  return (
    <ViewedTab
      screen="documents"
      label={say('customer.tab.documents')}
      columns={DOCUMENT_COLUMNS}
      rows={rows}
      rowId={documentRowId}
      onOpen={onOpen}
      sortBy={NEWEST_FIRST}
      memory={`customer documents ${code}`}
      trouble={statement.error ? describe(statement.error) : null}
      onRetry={() => void statement.refetch()}
      empty={
        <EmptyState
          icon={IconFileInvoice}
          title={say('customer.documents.empty')}
          hint={say('customer.documents.empty.says')}
        />
      }
    />
  )
}

const documentRowId = (row: DocumentRow) => row.documentId
