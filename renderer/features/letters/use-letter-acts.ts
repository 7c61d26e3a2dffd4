/** What can be done with letters, by key, button and palette alike; each says what came of it. */
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useRef } from 'react'
import type { CampaignStatus, LetterRow } from '../../../shared/contract/campaigns.ts'
import { canHappen } from '../../../shared/domain/letters/state.ts'
import { api } from '../../app/api.ts'
import { usePreview } from '../../app/preview/preview-store.ts'
import { useTrouble } from '../../app/trouble.ts'
import { host } from '../../host/index.ts'
import { useText } from '../../ui/language.tsx'
import { toast } from '../../ui/toast.ts'
import { problemSentence } from '../../../shared/i18n/sentences.ts'
import { usePreferences } from '../../app/store.ts'
import type { AnswerChoice } from './AnswerDialog.tsx'

/** Understood, and not done: a sentence for the person. */
interface Failed {
  readonly failed: string
}

export interface LetterActs {
  readonly answer: (choice: AnswerChoice) => void
  readonly compare: () => void
  readonly resend: () => void
  readonly paper: () => void
  readonly mark: (as: 'sent' | 'bounced') => void
  readonly send: () => void
  readonly remind: () => void
  readonly evidence: () => void
  readonly answers: () => void
  readonly canHand: (letter: LetterRow) => boolean
  readonly canBounce: (letter: LetterRow) => boolean
}

export function useLetterActs(
  status: CampaignStatus | undefined,
  letter: LetterRow | undefined,
  onAnswer: (choice: AnswerChoice) => void,
): LetterActs {
  const say = useText()
  const describe = useTrouble()
  const navigate = useNavigate()
  const isBusy = useRef(false)
  const campaignId = status?.campaignId
  const run = useCallback(
    (work: () => Promise<string | Failed>) => {
      if (isBusy.current) return
      isBusy.current = true
      work()
        .then((said) => (typeof said === 'string' ? toast.done(said) : toast.failed(said.failed)))
        .catch((error: unknown) => toast.failed(describe(error).sentence))
        .finally(() => {
          isBusy.current = false
        })
    },
    [describe],
  )
  return useMemo<LetterActs>(
    () => ({
      answer: (choice) => letter && onAnswer(choice),
      compare: () =>
        letter && void navigate({ to: '/compare', search: { customer: letter.customer } }),
      resend: () => {
        if (!letter || campaignId === undefined) return
        run(async () => {
          const { customer } = letter
          if (letter.state === 'bounced') {
            await api.campaigns.send({ campaignId, customers: [customer] })
            return say('letters.resent', { number: letter.number })
          }
          const made = await api.campaigns.reissue({ campaignId, customer })
          return say('letters.reissued', { number: made.number, version: made.version })
        })
      },
      paper: () => {
        if (!letter || campaignId === undefined) return
        const { customer } = letter
        usePreview.getState().show({
          fileName: `${letter.number.replaceAll('/', '-')} ${customer}.pdf`,
          orientation: 'portrait',
          hasDetail: false,
          write: () => api.campaigns.paper({ campaignId, customer }),
        })
      },
      mark: (as) => {
        if (!letter || campaignId === undefined) return
        run(async () => {
          await api.campaigns.mark({ campaignId, customers: [letter.customer], as })
          return say('letters.marked', { name: letter.name })
        })
      },
      send: () => {
        if (campaignId === undefined || !status) return
        run(async () => {
          const after = await api.campaigns.send({ campaignId })
          const count = (after.states.queued ?? 0) - (status.states.queued ?? 0)
          return say('letters.sent', { count })
        })
      },
      remind: () => {
        if (campaignId === undefined) return
        run(async () => {
          const { reminded, resting } = await api.campaigns.remind({ campaignId })
          return say('letters.reminded', { count: reminded, resting })
        })
      },
      evidence: () => {
        if (campaignId === undefined) return
        toast.done(say('letters.evidence.making'))
        run(async () => {
          const made = await api.campaigns.evidence({ campaignId })
          const file = `letters-${status?.asOf ?? ''}.zip`
          if (made.documentId !== null) await host().saveDocument(made.documentId, file)
          return say('letters.evidence.done', { file, files: made.files, hash: made.sha256 })
        })
      },
      answers: () => {
        if (campaignId === undefined) return
        void host()
          .pickFile('.xlsx,.xlsm,.csv,.txt')
          .then((file) => {
            if (file === null) return
            run(async () => {
              const done = await api.campaigns.answersFile({
                campaignId,
                source: { fileId: file.fileId },
              })
              const [first] = done.problems
              if (!first)
                return say('letters.answers.done', {
                  answered: done.answered,
                  unchanged: done.unchanged,
                })
              const { language } = usePreferences.getState()
              const sentence = problemSentence(
                first.code,
                { ...first.params, value: first.value },
                language,
              )
              const failed = say('letters.answers.bad', {
                count: done.problems.length,
                row: first.row ?? 0,
                sentence,
              })
              return { failed }
            })
          })
      },
      canHand: ({ state }) => canHappen(state, 'sent'),
      canBounce: ({ state }) => canHappen(state, 'bounced'),
    }),
    [letter, status, campaignId, onAnswer, navigate, run, say],
  )
}
