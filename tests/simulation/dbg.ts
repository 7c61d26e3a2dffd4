import { runSeed } from './run.ts'
import { World } from './world.ts'
const seed = Number(process.argv[2]); const want = process.argv[3] ?? ''
const close = World.prototype.close
World.prototype.close = function (this: World) {
  const op = want
  for (const d of this.devices) {
    const rows = d.look(({ db }) => db.prepare<[], {id:string}>("select lower(hex(op_id)) as id, kind, state, code, server_seq, device_seq, attempts from op_outbox where lower(hex(op_id)) like '%" + op.replaceAll('-','') + "%'").all())
    if (op && rows.length) console.log(d.code, 'cursor', d.cursor, rows)
  }
  console.log(this.trace.filter((l) => !/ [a-z]+\.[a-z_]+$/.test(l)).slice(-30).join('\n'))
  ;(globalThis as any).w = this
  const store = this.server.rows
  void store.read(this.server.companyId, async (tx) => {
    if (op) { console.log('log', (await tx.lookup('op_log','op_id',[op])).map(({seq,kind,outcome,code,device_seq,detail}) => ({seq,kind,outcome,code,device_seq,detail})), 'held', await tx.lookup('op_held','op_id',[op]), 'chg', (await tx.lookup('change','op_id',[op])).map(({seq,ord,class:c,kind,facts}) => [seq,ord,c,kind,JSON.stringify(facts)].join(' '))) }
    return null
  }).then(() => close.call(this))
}
const r = await runSeed(seed, { ops: 100 })
console.log(r.violation?.message)
