/** The campaigns of the contract and the features that answer them. */
import type { SaldoContract } from '../../shared/contract/index.ts'
import type { Handlers } from '../../shared/rpc/procedure.ts'
import { answersFile } from './features/campaign-answers.ts'
import {
  answerLetter,
  markLetters,
  remindLetters,
  sendLetters,
} from './features/campaign-events.ts'
import { createCampaign, previewCampaign, reissueLetter } from './features/campaign-make.ts'
import { campaignStatus, letterView, listCampaigns } from './features/campaigns.ts'
import { evidencePack } from './features/evidence.ts'
import { printLetter, printTrial, renderLetters } from './features/letter-folder.ts'
import type { Session } from './session.ts'
import { reads, writes, writesMany } from './working.ts'

export const campaigns: Handlers<SaldoContract, Session>['campaigns'] = {
  list: reads(listCampaigns),
  preview: reads(previewCampaign),
  create: writesMany(createCampaign),
  status: reads(campaignStatus),
  letter: reads(letterView),
  send: writesMany(sendLetters),
  mark: writes(markLetters),
  remind: writes(remindLetters),
  answer: writes(answerLetter),
  answersFile,
  reissue: writes(reissueLetter),
  render: renderLetters,
  paper: printLetter,
  trial: printTrial,
  evidence: evidencePack,
}
