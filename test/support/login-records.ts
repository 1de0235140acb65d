import assert from 'node:assert/strict';
import type { RunningCli } from './start-cli.js';
import { until } from './until.js';

/** The line of a login, as far as the tests of Kerberos look at it. */
export interface LoginRecord {
  readonly status: string;
  readonly becameAccount: string | null;
  readonly becameDomain: string | null;
  readonly becameSid: string | null;
  readonly diagnosis: {
    readonly carrier: string;
    readonly reason: string;
    readonly explanation: string;
    readonly advice: string;
    readonly wireStatus: string;
    readonly authority: {
      readonly asked: 'local' | 'domain';
      readonly controller?: string;
      readonly status?: string;
      readonly cause?: string;
    } | null;
    readonly login: { readonly mechanism?: string; readonly purpose: string };
    readonly proof?: {
      readonly service?: string;
      readonly ticketEtype?: string;
      readonly ticketKvno?: number;
      readonly mutual?: boolean;
      readonly subkeyEtype?: string;
      readonly pac?: string;
    };
    readonly protection: { readonly used?: string };
  };
}

/** The lines of all logins so far. */
export function loginRecords({ records }: RunningCli): readonly LoginRecord[] {
  return records
    .filter(({ type }) => type === 'Authentication')
    .map((record) => record['Authentication'] as LoginRecord);
}

/** The line of the one login that a client makes, once it has done its work and left. */
export async function recordOf(server: RunningCli, client: () => Promise<unknown>): Promise<LoginRecord> {
  const before = loginRecords(server).length;
  await client();
  await until('the record of the login', () => loginRecords(server).length > before);
  const [record, ...more] = loginRecords(server).slice(before);
  assert.ok(record);
  assert.deepEqual(more, []);
  return record;
}
