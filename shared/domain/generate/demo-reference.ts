/** The reference customers of requirements.md with their worked figures. */
import type { IsoDate } from '../days.ts'
import type { PlannedCustomer, PlannedDocument } from './demo-plan.ts'

/** R1–R3 (requirements.md): what happens after the last day has not happened yet. */
export function referenceSet(until: IsoDate): {
  customers: PlannedCustomer[]
  documents: PlannedDocument[]
} {
  const customers: PlannedCustomer[] = [
    {
      code: '120.01.0042',
      name: 'Yıldız Yapı',
      fields: {
        city: 'İstanbul',
        country: 'TR',
        terms: 'NET30',
        currency: 'TRY',
        creditLimitMinor: 1_000_000_00,
        segment: 'A',
        tags: [],
        custom: {},
      },
    },
    ...(['A Ankara', 'B Bursa', 'I İzmir'] as const).map((branch) => ({
      code: `120.01.0042.${branch[0]}`,
      name: `Yıldız Yapı ${branch.slice(2)}`,
      parentCode: '120.01.0042',
      fields: {
        city: branch.slice(2),
        country: 'TR',
        terms: 'NET30',
        currency: 'TRY',
        tags: [],
        custom: {},
      },
    })),
    {
      code: '120.01.0077',
      name: 'Deniz Ticaret',
      fields: {
        city: 'İstanbul',
        country: 'TR',
        terms: 'NET30',
        currency: 'TRY',
        creditLimitMinor: 50_000_00,
        segment: 'B',
        tags: [],
        custom: {},
      },
    },
    {
      code: '120.02.0005',
      name: 'Ege İhracat',
      fields: {
        city: 'İzmir',
        country: 'TR',
        terms: 'NET30',
        currency: 'USD',
        segment: 'B',
        tags: [],
        custom: {},
      },
    },
  ]
  const day = (text: string) => text as IsoDate
  const invoice = (
    documentNo: string,
    customerCode: string,
    on: string,
    due: string,
    amountMinor: number,
    more: Partial<PlannedDocument> = {},
  ): PlannedDocument => ({
    kind: 'invoice',
    documentNo,
    customerCode,
    documentDate: day(on),
    dueDate: day(due),
    amountMinor,
    ...more,
  })
  const documents: PlannedDocument[] = [
    invoice('INV-101', '120.01.0077', '2026-06-10', '2026-07-10', 12_000_00),
    invoice('INV-102', '120.01.0077', '2026-08-05', '2026-09-04', 8_000_00),
    invoice('R1-A', '120.01.0042.A', '2026-09-01', '2026-10-01', 400_000_00),
    invoice('R1-B', '120.01.0042.B', '2026-09-01', '2026-10-01', 350_000_00),
    invoice('R1-I', '120.01.0042.I', '2026-09-01', '2026-10-01', 200_000_00),
    invoice('INV-U1', '120.02.0005', '2026-09-10', '2026-10-10', 1_000_00, {
      currency: 'USD',
      rate: '41.20',
    }),
    invoice('INV-103', '120.01.0077', '2026-09-20', '2026-10-20', 5_000_00),
    {
      kind: 'receipt',
      documentNo: 'U-R1',
      customerCode: '120.02.0005',
      documentDate: day('2026-10-05'),
      amountMinor: 600_00,
      currency: 'USD',
      rate: '42.90',
      allocateTo: [{ documentNo: 'INV-U1', amountMinor: 600_00 }],
    },
    {
      kind: 'receipt',
      documentNo: 'U-R2',
      customerCode: '120.02.0005',
      documentDate: day('2026-10-20'),
      amountMinor: 400_00,
      currency: 'USD',
      rate: '43.10',
      allocateTo: [{ documentNo: 'INV-U1', amountMinor: 400_00 }],
    },
  ]
  return { customers, documents: documents.filter((document) => document.documentDate <= until) }
}
