import { z } from 'zod';
import { upperCaseUtf16 } from '../../bytes/index.js';
import { accountFields } from '../../accounts/account-schema.js';
import type { AccountDefinition } from '../../auth/account-definition.js';
import type { ListedAccount } from '../../auth/changing-accounts.js';
import type { ControlledServer } from '../controlled-server.js';
import type { Operation } from '../operation.js';
import { Refusal } from '../../local-http/problem.js';

/**
 * A name that no path has: a lone surrogate has no form in UTF-8, and every client takes the segments `.` and `..` out
 * of a path (RFC 3986 5.2.4).
 */
const unaddressable = /^\.{1,2}$|\p{Surrogate}/u;

// A file is named by the person who starts the server, not over the network.
const settings = accountFields.omit({ passwordFile: true });

/** An account as it is added. */
export const newAccountSchema = settings
  .refine(({ name }) => !unaddressable.test(name), {
    path: ['name'],
    message: 'expected a name that can stand in a path',
  })
  .refine(
    ({ password, ntHash }) => (password === undefined) !== (ntHash === undefined),
    'needs one of password and ntHash',
  );

const { name: _name, ...changeable } = settings.shape;

/** The keys of an account that change; null: the default again. */
export const accountChangeSchema = z.strictObject(
  Object.fromEntries(
    Object.entries(changeable).map(([key, schema]) => [
      key,
      // An account has one of the two, and each takes the place of the other.
      key === 'password' || key === 'ntHash' ? schema : z.union([schema.unwrap(), z.null()]).optional(),
    ]),
  ),
);

/** An account as it is shown. */
export const accountSchema = z
  .object({ ...settings.omit({ password: true, ntHash: true }).shape, groups: z.array(z.string()) })
  .meta({ description: 'An account. Its password and its hash are never shown.' });

const example = { name: 'alice', groups: ['staff'], status: 'enabled' };
const answer = { schema: accountSchema, example };

/** The operations on accounts. */
export const accountOperations: readonly Operation[] = [
  {
    id: 'list-accounts',
    method: 'get',
    path: '/v1/accounts',
    summary: 'The accounts, without passwords and hashes',
    text: 'Accounts of files are not among them: the server reads the files again when they change.',
    answers: {
      200: {
        text: 'The accounts, in the order in which they were added.',
        schema: z.object({ accounts: z.array(accountSchema) }),
        example: { accounts: [example] },
      },
    },
    serve: ({ accounts }) => ({ status: 200, body: { accounts: accounts.list().map(shown) } }),
  },
  {
    id: 'add-account',
    method: 'post',
    path: '/v1/accounts',
    summary: 'Adds an account, in force for the next login',
    body: newAccountSchema,
    bodyExample: { name: 'bob', password: 'secret', status: 'must-change-password' },
    answers: { 201: { text: 'The account was added.', ...answer } },
    refusals: [409],
    serve: async (server, { body }) => {
      const definition: AccountDefinition = body;
      const { name } = definition;
      await refuseForeign(server, name);
      if (listed(server, name) !== undefined) throw new Refusal(409, 'name: an account has it already');
      server.accounts.add(definition);
      return {
        status: 201,
        body: shown(existing(server, name)),
        fields: { location: `/v1/accounts/${encodeURIComponent(name)}` },
      };
    },
  },
  {
    id: 'show-account',
    method: 'get',
    path: '/v1/accounts/{name}',
    summary: 'One account',
    answers: { 200: { text: 'The account.', ...answer } },
    refusals: [404],
    serve: (server, { path: { name = '' } }) => ({ status: 200, body: shown(existing(server, name)) }),
  },
  {
    id: 'change-account',
    method: 'patch',
    path: '/v1/accounts/{name}',
    summary: 'Changes the keys that are named and leaves the others, in force for the next login',
    text: 'A key that is null has its default again. A password takes the place of an NT hash, and the other way round. Sessions that are open stay open.',
    body: accountChangeSchema,
    bodyExample: { status: 'disabled' },
    answers: { 200: { text: 'The account as it is now.', ...answer } },
    refusals: [404, 409],
    serve: async (server, { path: { name = '' }, body }) => {
      await refuseForeign(server, name);
      existing(server, name);
      const change = Object.fromEntries(
        Object.entries(body).map(([key, value]) => [key, value === null ? undefined : value]),
      );
      server.accounts.update(name, change);
      return { status: 200, body: shown(existing(server, name)) };
    },
  },
  {
    id: 'remove-account',
    method: 'delete',
    path: '/v1/accounts/{name}',
    summary: 'Removes an account: its name is unknown from then on',
    answers: { 204: { text: 'It was removed.' } },
    refusals: [404, 409],
    serve: async (server, { path: { name = '' } }) => {
      await refuseForeign(server, name);
      existing(server, name);
      server.accounts.remove(name);
      return { status: 204 };
    },
  },
];

function listed({ accounts }: ControlledServer, name: string): ListedAccount | undefined {
  return accounts.list().find((account) => upperCaseUtf16(account.name) === upperCaseUtf16(name));
}

function existing(server: ControlledServer, name: string): ListedAccount {
  const account = listed(server, name);
  if (account === undefined) throw new Refusal(404, 'no account has this name');
  return account;
}

/** Refuses to change what a file says: the file would say something else afterwards. */
async function refuseForeign(server: ControlledServer, name: string): Promise<void> {
  const source = await server.sourceOf(name);
  if (source !== undefined) throw new Refusal(409, `the account comes from ${source}: change it there`);
}

/** The forms in which values are given: bytes as hexadecimal digits, moments as ISO 8601 has them. */
function shown({ logonHours, expiresAt, passwordExpiresAt, ...account }: ListedAccount): object {
  return {
    ...account,
    ...(logonHours !== undefined && { logonHours: logonHours.toString('hex') }),
    ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }),
    ...(passwordExpiresAt !== undefined && { passwordExpiresAt: new Date(passwordExpiresAt).toISOString() }),
  };
}
