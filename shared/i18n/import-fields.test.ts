import { expect, it } from 'vitest'
import { FIELDS, fieldsOfHeading, type ImportKind } from '../domain/tabular/fields.ts'
import { LANGUAGES } from './index.ts'
import { fieldLabel } from './import-fields.ts'

it.each(LANGUAGES)(
  'M177 (part): reads the heading it writes itself in %s as the same field',
  (language) => {
    const read = Object.entries(FIELDS).flatMap(([kind, fields]) =>
      fields.map((field) => [
        kind,
        field,
        fieldsOfHeading(kind as ImportKind, fieldLabel(field, language))[0]?.field,
      ]),
    )
    expect(read.filter(([, field, found]) => field !== found)).toEqual([])
  },
)
