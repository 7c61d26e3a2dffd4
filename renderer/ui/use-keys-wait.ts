import { useLayoutEffect } from 'react'
import { holdKeys } from './held-keys.ts'

/**
 * Keys pressed before what they act on is there are kept for it: a screen just opened is asked for its
 * rows, and its quick keys mean nothing until they have come. Say ready as well when they will not come.
 */
export function useKeysWait(isReady: boolean): void {
  useLayoutEffect(() => {
    if (isReady) return undefined
    const { promise, resolve } = Promise.withResolvers<undefined>()
    holdKeys(promise)
    return () => resolve(undefined)
  }, [isReady])
}
