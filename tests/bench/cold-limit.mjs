// The limit of the cold jobs: a bare process opens the file, runs one statement, prints. Plain
// JavaScript, so that nothing is compiled on the way.
import { createRequire } from 'node:module'

const [file, job, day, dayNumber, customer, currency] = process.argv.slice(2)
const Database = createRequire(import.meta.url)('better-sqlite3')
const db = new Database(file, { readonly: true })
db.exec('pragma cache_size = -32768')

if (job === 'aging') {
  const rows = db
    .prepare(
      `select c.code, c.name, i.currency, (? - i.due_day) / 30 as age, sum(i.open_minor) as minor
       from item as i join customer as c on c.id = i.customer_id where i.open_minor <> 0
       group by i.customer_id, i.currency, age order by c.code, i.currency, age`,
    )
    .all(Number(dayNumber))
  process.stdout.write(`${JSON.stringify(rows)}\n`)
} else if (job === 'balances') {
  const rows = db
    .prepare(
      `select c.code, c.name, b.currency, b.minor from
         (select customer_id, currency, sum(debit_minor - credit_minor) as minor from cell group by customer_id, currency) as b
       join customer as c on c.id = b.customer_id order by c.code, b.currency`,
    )
    .all()
  process.stdout.write(`${JSON.stringify(rows)}\n`)
} else {
  let balance = 0
  const lines = []
  for (const row of db
    .prepare(
      `select doc_on, number, kind, due_on, amount_minor, base_minor, description from doc
       where customer_id = ? and currency = ? and doc_on <= ? order by doc_on, number, id`,
    )
    .iterate(Number(customer), currency, day)) {
    balance += row.amount_minor
    lines.push({ ...row, balance })
  }
  process.stdout.write(`${JSON.stringify(lines)}\n`)
}
db.close()
