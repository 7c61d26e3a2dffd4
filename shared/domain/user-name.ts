/**
 * The name a file's user has as long as nobody gave one: what is shown in its place is said in the
 * reader's language, as it is no person's name.
 */
export const UNNAMED_USER = 'owner'
