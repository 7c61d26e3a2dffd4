/**
 * Who may sign in, with which device, and what the processes of one server share. Read before the
 * company of a request is known, so no policy by company stands here; instead only the role
 * saldo_identity may touch them, and a transaction on company rows can never read a password hash.
 *
 * Hashes and secrets are lower-case hex in text, moments milliseconds UTC.
 */
const TABLES = [
  'tenant',
  'app_user',
  'user_alias',
  'enrol_code',
  'device_route',
  'refresh_token',
  'server_secret',
  'http_idempotency',
]

const tables = `
create table tenant (
  tenant_id uuid primary key,
  name text collate "C" not null unique,
  made_at bigint not null
);

create table app_user (
  user_id uuid primary key,
  tenant_id uuid not null references tenant,
  name text collate "C" not null,
  person text collate "C" not null,
  password_hash text,
  status text not null check (status in ('active', 'suspended')),
  made_at bigint not null
);
create index app_user_by_name on app_user (tenant_id, name);

-- The id a published file's own user had there; rows of that company carry it.
create table user_alias (
  alias_id uuid primary key,
  user_id uuid not null references app_user
);

create table enrol_code (
  code_hash text primary key,
  company_id uuid not null,
  user_id uuid not null,
  made_at bigint not null,
  expires_at bigint not null,
  used_at bigint,
  used_by uuid
);

-- The companies a device is enrolled in: a token request names the device alone.
create table device_route (
  device_id uuid not null,
  company_id uuid not null,
  primary key (device_id, company_id)
);

create table refresh_token (
  token_hash text primary key,
  family uuid not null,
  device_id uuid not null,
  user_id uuid not null,
  made_at bigint not null,
  expires_at bigint not null,
  family_ends_at bigint not null,
  used_at bigint,
  successor_hash text,
  revoked_at bigint
);
create index refresh_token_by_family on refresh_token (family);
create index refresh_token_by_device on refresh_token (device_id);
create index refresh_token_by_expiry on refresh_token (expires_at);

create table server_secret (
  name text primary key,
  value text not null check (value ~ '^[0-9a-f]{64}$'),
  made_at bigint not null
);

create table http_idempotency (
  device_id uuid not null,
  idempotency_key text not null,
  body_hash text not null,
  at bigint not null,
  primary key (device_id, idempotency_key)
);
create index http_idempotency_by_time on http_idempotency (at);
`

const grants = TABLES.map(
  (table) => `grant select, insert, update, delete on ${table} to saldo_identity;`,
)

export const sql = [tables, ...grants].join('\n')
