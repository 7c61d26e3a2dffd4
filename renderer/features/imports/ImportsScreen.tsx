/** Bringing in customers and documents from files: the start, or the step of an import under way. */
import { useSearch } from '@tanstack/react-router'
import { CheckStep } from './CheckStep.tsx'
import { ColumnsStep } from './ColumnsStep.tsx'
import { DoneStep } from './DoneStep.tsx'
import { DryRunStep } from './DryRunStep.tsx'
import { FileStep } from './FileStep.tsx'
import { StartScreen } from './StartScreen.tsx'
import { STEPS, useWork } from './store.ts'

export function ImportsScreen() {
  const { step: asked } = useSearch({ from: '/shell/imports' })
  const work = useWork()
  if (work === undefined || asked === undefined) return <StartScreen />
  // An address of a step not reached yet shows the one the import stands at; a finished one is done.
  const step =
    work.result !== null && asked !== 'check'
      ? 'done'
      : STEPS.indexOf(asked) > STEPS.indexOf(work.step)
        ? work.step
        : asked
  const key = `${work.file.fileId} ${step}`
  switch (step) {
    case 'file':
      return <FileStep key={key} work={work} />
    case 'columns':
      return <ColumnsStep key={key} work={work} />
    case 'check':
      return <CheckStep key={key} work={work} />
    case 'dryrun':
      return <DryRunStep key={key} work={work} />
    case 'done':
      return work.result === null ? (
        <DryRunStep key={key} work={work} />
      ) : (
        <DoneStep key={key} work={work} result={work.result} />
      )
  }
}
