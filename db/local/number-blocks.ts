/** Blocks of final numbers the server gave this device (sync.md 5). */
import { bytesToUuid, uuidToBytes } from '../kit/uuid-codec.ts'
import type { CompanyDb } from './open.ts'
import { rowReader } from './row-reader.ts'

export interface NumberBlock {
  readonly blockId: string
  readonly series: string
  readonly year: number
  readonly kind: string
  readonly first: number
  readonly last: number
  /** Beyond `last` when it is used up. */
  readonly next: number
  readonly deviceEpoch: number
  readonly isVoid: boolean
}

interface BlockRaw extends Omit<NumberBlock, 'blockId' | 'isVoid'> {
  readonly id: Uint8Array
  readonly void: number
}

const reader = rowReader(
  `select block_id as id, series, year, kind, first, last, next, device_epoch as deviceEpoch, is_void as void
  from number_block`,
  blockOf,
)

/** A block that is known already stays as it is. */
export function insertBlock(db: CompanyDb, block: NumberBlock, seq: number): void {
  db.prepare<[Uint8Array, string, number, string, number, number, number, number, number, number]>(
    `insert into number_block (block_id, series, year, kind, first, last, next, device_epoch, is_void, seq)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
  ).run(
    uuidToBytes(block.blockId),
    block.series,
    block.year,
    block.kind,
    block.first,
    block.last,
    block.next,
    block.deviceEpoch,
    block.isVoid ? 1 : 0,
    seq,
  )
}

/** The rest of it is nobody's any more. */
export function voidBlock(db: CompanyDb, blockId: string): void {
  db.prepare<[Uint8Array]>('update number_block set is_void = 1 where block_id = ?').run(
    uuidToBytes(blockId),
  )
}

/** Newest first. */
export function allBlocks(db: CompanyDb): NumberBlock[] {
  return reader.all(db, 'order by seq desc, block_id')
}

/** The block the next number of a series and year comes from; served by number_block_by_series. */
export function openBlock(
  db: CompanyDb,
  series: string,
  year: number,
  deviceEpoch: number,
): NumberBlock | undefined {
  return reader.one(
    db,
    'where series = ? and year = ? and next <= last and device_epoch = ? and is_void = 0 order by first limit 1',
    series,
    year,
    deviceEpoch,
  )
}

/** Only this device's own blocks are kept. */
export function hasBlock(db: CompanyDb, blockId: string): boolean {
  return (
    db
      .prepare<[Uint8Array]>('select 1 from number_block where block_id = ?')
      .get(uuidToBytes(blockId)) !== undefined
  )
}

export function takeOfBlock(db: CompanyDb, { blockId, next }: NumberBlock): void {
  db.prepare<[number, Uint8Array]>('update number_block set next = ? where block_id = ?').run(
    next + 1,
    uuidToBytes(blockId),
  )
}

function blockOf({ id, void: isVoid, ...row }: BlockRaw): NumberBlock {
  return { ...row, blockId: bytesToUuid(id), isVoid: isVoid === 1 }
}
