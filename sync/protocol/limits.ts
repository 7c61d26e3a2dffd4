/** Limits of the wire (sync.md 21); device and server hold them alike. */
export const PROTOCOL = 1
export const OPS_MAX = 500
export const PUSH_BYTES_MAX = 4 * 1024 * 1024
export const OP_BYTES_MAX = 256 * 1024
export const LINES_MAX = 500
export const PAGE_CHANGES_MAX = 2000
export const PAGE_BYTES_MAX = 4 * 1024 * 1024
/** Of a snapshot: changes, and their text unpacked. */
export const CHUNK_CHANGES_MAX = 10_000
export const CHUNK_BYTES_MAX = 8 * 1024 * 1024
/** Behind by more than this a device that joins fetches the snapshot's chunks instead of pages. */
export const JOIN_FROM = 2000
export const PLAIN_BYTES_MAX = 32 * 1024 * 1024
export const RATIO_MAX = 100
export const DOCS_MAX = 500
export const WAIT_SECONDS_MAX = 25
export const TEXT_MAX = { code: 64, name: 200, line: 500, note: 4000 } as const
/** JSON deeper than this is no message of ours. */
export const DEPTH_MAX = 32
/** Nonces are good this long; access tokens that long. */
export const NONCE_MS = 10 * 60_000
export const ACCESS_TOKEN_MS = 15 * 60_000
export const CODE_MS = 10 * 60_000
