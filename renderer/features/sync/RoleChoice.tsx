import { Checkbox, Stack } from '@mantine/core'
import { type Role, ROLES } from '../../../shared/domain/roles.ts'
import { useText } from '../../ui/language.tsx'

/** Every role with what it may do, to be ticked. */
export function RoleChoice({
  roles,
  takesFocus = false,
  error,
  onChange,
}: {
  readonly roles: readonly string[]
  readonly takesFocus?: boolean
  readonly error?: string | undefined
  readonly onChange: (roles: readonly Role[]) => void
}) {
  const say = useText()
  return (
    <Checkbox.Group
      label={say('staff.head.roles')}
      error={error}
      value={[...roles]}
      onChange={(chosen) => onChange(ROLES.filter((role) => chosen.includes(role)))}
    >
      <Stack gap={7} my={6}>
        {ROLES.map((role, n) => (
          <Checkbox
            key={role}
            value={role}
            label={say(`role.${role}`)}
            description={say(`role.says.${role}`)}
            {...(takesFocus && n === 0 ? { 'data-autofocus': true } : {})}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
