/** Where a line stands, as the tabs of the screen. */
export const PARTS = ['todo', 'matched', 'parked'] as const

/** In the place of one account: all of them. */
export const ALL = 'all'
