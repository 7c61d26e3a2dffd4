/** The seed that catches each planted fault; `npm run sim -- --mutants` tells them anew when the work changes. */
export const CAUGHT_BY: Readonly<Record<string, number>> = {}
