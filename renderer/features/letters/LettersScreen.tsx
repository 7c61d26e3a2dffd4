/** Period-end letters: the campaigns, and the board of one (ux.md 5.7). */
import { IconMailPlus, IconMail } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import type { CampaignHead } from '../../../shared/contract/campaigns.ts'
import type { IsoDate } from '../../../shared/domain/days.ts'
import { api } from '../../app/api.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useLive } from '../../app/live.ts'
import { TieOut } from '../../app/TieOut.tsx'
import { useTrouble } from '../../app/trouble.ts'
import { useDensity } from '../../app/use-theme.ts'
import { Button } from '../../ui/Button.tsx'
import { useFormat, useText } from '../../ui/language.tsx'
import { SaldoGrid } from '../../ui/SaldoGrid.tsx'
import { RowCount, Screen, ScreenBody, StatusBar } from '../../ui/Screen.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Board } from './Board.tsx'
import { CampaignDialog } from './CampaignDialog.tsx'
import { campaignColumns } from './columns.tsx'

export function LettersScreen() {
  const navigate = useNavigate()
  const { campaign } = useSearch({ from: '/shell/letters' })
  const info = useLive(api.companies.info, {}).data
  const [isMaking, setMaking] = useState(false)
  const make = useCallback(() => setMaking(true), [])
  const open = useCallback(
    (campaignId: string) => void navigate({ to: '/letters', search: { campaign: campaignId } }),
    [navigate],
  )
  useCommands(
    useMemo<readonly Command[]>(
      () => [
        {
          id: 'letters.new',
          title: 'letters.command.new',
          keys: ['N'],
          group: 'here',
          icon: IconMailPlus,
          run: make,
        },
      ],
      [make],
    ),
  )
  return (
    <>
      {campaign === undefined ? (
        <Campaigns
          timezone={info?.timezone ?? 'UTC'}
          asOf={info?.suggestedAsOf}
          onMake={make}
          onOpen={open}
        />
      ) : info === undefined ? null : (
        <Board
          key={campaign}
          campaignId={campaign}
          timezone={info.timezone}
          today={info.today}
          onMake={make}
          onList={() => void navigate({ to: '/letters', search: {} })}
        />
      )}
      {isMaking && info !== undefined && (
        <CampaignDialog
          asOf={info.suggestedAsOf}
          today={info.today}
          onMade={(campaignId) => {
            setMaking(false)
            open(campaignId)
          }}
          onClose={() => setMaking(false)}
        />
      )}
    </>
  )
}

function Campaigns({
  timezone,
  asOf,
  onMake,
  onOpen,
}: {
  readonly timezone: string
  readonly asOf: IsoDate | undefined
  readonly onMake: () => void
  readonly onOpen: (campaignId: string) => void
}) {
  const say = useText()
  const format = useFormat()
  const describe = useTrouble()
  const { scale, rowHeight } = useDensity()
  const list = useLive(api.campaigns.list, {})
  const rows = list.data
  const columns = useMemo(() => campaignColumns(timezone, say, format), [timezone, say, format])
  return (
    <Screen
      title={say('letters.title')}
      facts={
        rows &&
        (rows.length === 0
          ? say('letters.facts.none')
          : say('letters.facts.list', { count: rows.length }))
      }
      actions={
        <Button
          look="primary"
          icon={IconMailPlus}
          label={say('letters.act.new')}
          keys="N"
          onClick={onMake}
        />
      }
    >
      <ScreenBody
        status={
          <StatusBar rows={rows && <RowCount shown={rows.length} all={rows.length} />}>
            <TieOut asOf={asOf} />
          </StatusBar>
        }
      >
        <SaldoGrid<CampaignHead>
          label={say('letters.campaigns')}
          columns={columns}
          rows={rows}
          rowId={campaignRowId}
          trouble={list.error ? describe(list.error) : null}
          onRetry={() => void list.refetch()}
          opensPage
          onOpen={(row) => onOpen(row.campaignId)}
          rowHeight={rowHeight}
          scale={scale}
          empty={
            <EmptyState
              icon={IconMail}
              title={say('letters.empty')}
              hint={say('letters.empty.says')}
            >
              <Button
                look="primary"
                icon={IconMailPlus}
                label={say('letters.act.new')}
                keys="N"
                onClick={onMake}
              />
            </EmptyState>
          }
        />
      </ScreenBody>
    </Screen>
  )
}

const campaignRowId = (row: CampaignHead) => row.campaignId
