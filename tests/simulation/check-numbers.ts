/** Final numbers at the end: each of a series is on a document once, void, waits with its operation, or is of a block (I15). */
import { allBlocks } from '../../db/local/number-blocks.ts'
import { blockNumberOf, numberOf, numbersOf } from './model-numbers.ts'
import { must } from './violation.ts'
import type { World } from './world.ts'

export async function checkNumbers({ server, devices, watch }: World): Promise<void> {
  const { numbers } = watch.model.books
  const rows = await server.rows.read(server.companyId, async (tx) => ({
    documents: await tx.all('document'),
    voided: await tx.all('number_void'),
    blocks: await tx.all('number_block'),
    series: await tx.all('number_series'),
  }))
  if (!rows) return
  const same = (what: string, there: readonly string[], told: readonly string[]) =>
    must(
      'I15',
      there.toSorted().join() === told.toSorted().join(),
      () =>
        `${what}: the server has ${there.toSorted().join()}, the model ${told.toSorted().join()}`,
    )
  const { voided, borne } = numbers
  same(
    'void',
    rows.voided.map(({ number }) => number),
    [...voided],
  )
  same(
    'blocks',
    rows.blocks.map((one) => `${one.block_id} ${one.series}${one.year} ${one.first} ${one.last}`),
    [...numbers.blocks].map(([id, { series, first, last }]) => `${id} ${series} ${first} ${last}`),
  )
  const given = rows.documents
    .filter((row) => row.number_given && row.reverses === null && row.cause === null)
    .map(({ number }) => number)
  same('on documents', given, [...borne])

  for (const { series, year, first, last, next } of rows.blocks) {
    const all = numbersOf({ series: `${series}${year}`, first, last })
    const told = first + all.findLastIndex((number) => borne.has(number) || voided.has(number)) + 1
    must('I15', told === next, () => `a block of ${series} stands at ${next}, the model at ${told}`)
  }

  const waiting = new Set<string>()
  for (const { envelope } of watch.model.held.values()) {
    const number = blockNumberOf(envelope)
    if (number !== null) waiting.add(number)
  }
  const rest = new Set<string>()
  for (const device of devices.filter(({ stopped }) => stopped === null))
    for (const { series, year, first, last, next } of device.look(({ db }) => allBlocks(db))) {
      const all = { series: `${series}${year}`, last }
      for (const number of numbersOf({ ...all, first: next })) {
        const isFree = !borne.has(number) && !voided.has(number)
        must('I15', isFree, () => `${device.code} will give ${number} again`)
        rest.add(number)
      }
      for (const number of numbersOf({ ...all, first, last: next - 1 }))
        must(
          'I15',
          borne.has(number) || voided.has(number) || waiting.has(number),
          () => `${device.code} gave ${number} to nothing`,
        )
    }
  // A device that was put out of the exchange keeps what is left of its blocks.
  const gone = new Set(devices.filter((one) => one.stopped !== null).map((one) => one.deviceId))
  for (const { device, ...block } of numbers.blocks.values())
    if (gone.has(device)) for (const number of numbersOf(block)) rest.add(number)
  for (const [series, next] of numbers.next)
    for (let n = 1; n < next; n += 1) {
      const number = numberOf(series, n)
      const isExplained =
        borne.has(number) || voided.has(number) || waiting.has(number) || rest.has(number)
      must('I15', isExplained, () => `${number} is nowhere`)
      must('I15', !(borne.has(number) && voided.has(number)), () => `${number} is void and borne`)
    }
  for (const { series, year, next } of rows.series) {
    const told = numbers.next.get(`${series}${year}`)
    if (told !== undefined)
      must('I15', told === next, () => `series ${series} gives ${next} next, the model ${told}`)
  }
}
