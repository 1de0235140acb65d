import assert from 'node:assert/strict';
import type { LoginContext, Mechanism } from '../../src/auth/mechanism.js';
import { createNtlmMechanism } from '../../src/auth/ntlm/create-mechanism.js';
import type { Fact } from '../../src/facts/fact.js';
import type { ConnectionRecorder, HttpLoginInfo, LoginVerdict } from '../../src/facts/recorder.js';
import { type Answer, HttpAuthentication, type HttpScheme } from '../../src/http/index.js';
import { FixedRuntime } from '../support/fixed-runtime.js';
import type { NtlmClient } from '../support/ntlm-client.js';
import { account, type PolicyChange, policyWith, storeOf } from '../support/ntlm-login.js';

/** A login as the recorder saw it. */
export interface RecordedLogin {
  readonly info: HttpLoginInfo;
  readonly facts: Fact[];
  verdict?: LoginVerdict | 'abandoned';
}

export function ntlm(policy: PolicyChange = {}, runtime = new FixedRuntime()): Mechanism {
  return createNtlmMechanism({
    accounts: storeOf(account('User')),
    names: { netbiosName: 'WEB', dnsName: 'web.example', netbiosDomain: 'WEB', dnsDomain: 'example' },
    policy: policyWith(policy),
    runtime,
  });
}

/** One connection, and all that was recorded of it. */
export class Scripted {
  readonly facts: Fact[] = [];
  readonly logins: RecordedLogin[] = [];
  readonly runtime = new FixedRuntime();
  readonly authentication: HttpAuthentication;

  constructor(
    options: {
      readonly mechanisms?: readonly Mechanism[];
      readonly schemes?: readonly HttpScheme[];
      readonly proxy?: boolean;
      readonly context?: Partial<LoginContext> & { readonly carrier?: 'http' | 'https' };
    } = {},
  ) {
    const { mechanisms = [ntlm()], schemes = ['Negotiate', 'NTLM'], proxy = false, context = {} } = options;
    this.authentication = new HttpAuthentication({
      mechanisms,
      schemes,
      proxy,
      context: { carrier: 'http', ...context },
      recorder: this.#recorder(),
      now: () => this.runtime.now(),
      describe: (name, login) => mechanisms.find((each) => each.name === name)?.words?.record(login),
    });
  }

  #recorder(): ConnectionRecorder {
    return {
      report: (fact) => this.facts.push(fact),
      closed: () => {},
      loginBegan: (info) => {
        assert.ok(info.carrier === 'http' || info.carrier === 'https');
        const login: RecordedLogin = { info, facts: [] };
        this.logins.push(login);
        return {
          attempt: this.logins.length,
          report: (fact) => login.facts.push(fact),
          finished: (verdict) => (login.verdict ??= verdict),
          abandoned: () => (login.verdict ??= 'abandoned'),
        };
      },
    };
  }

  /** The answer to a request with these fields besides Host. */
  ask(
    fields: Readonly<Record<string, string>> = {},
    line: Partial<Record<'method' | 'target' | 'version', string>> = {},
  ) {
    return this.authentication.answer({
      method: 'GET',
      target: '/',
      version: '1.1',
      ...line,
      fields: ['Host', 'web.example', ...Object.entries(fields).flat()],
    });
  }

  /** The answer to a request with credentials. */
  send(scheme: HttpScheme, token: Buffer, fields: Readonly<Record<string, string>> = {}) {
    return this.ask({ ...fields, Authorization: `${scheme} ${token.toString('base64')}` });
  }

  /** A whole login with bare NTLM messages; the answer to the last of them. */
  async login(client: NtlmClient, scheme: HttpScheme = 'NTLM'): Promise<Answer> {
    const challenge = tokenIn(await this.send(scheme, client.negotiateMessage), scheme);
    return this.send(scheme, client.authenticate(challenge));
  }

  get verdicts(): readonly string[] {
    return this.logins.map(({ verdict }) =>
      verdict === undefined || verdict === 'abandoned'
        ? String(verdict)
        : verdict.outcome === 'accepted'
          ? 'accepted'
          : verdict.reason,
    );
  }

  get refusals(): readonly string[] {
    return this.facts.flatMap((fact) =>
      fact.kind === 'http-refused' ? [`${fact.status} ${fact.reason}`] : [],
    );
  }
}

/** The values of a field of an answer. */
export function fieldOf({ fields }: Answer, name: string): readonly string[] {
  return fields.filter(([each]) => each.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

/** The token of an answer, which offers nothing beside it. */
export function tokenIn(answer: Answer, scheme: HttpScheme, field = 'WWW-Authenticate'): Buffer {
  const [value = '', ...others] = fieldOf(answer, field);
  assert.deepEqual(others, []);
  assert.ok(value.startsWith(`${scheme} `), value);
  return Buffer.from(value.slice(scheme.length + 1), 'base64');
}

/** The body of an answer that is JSON. */
export function toldIn({ body, fields }: Answer): Record<string, unknown> {
  assert.ok(fields.some(([name, value]) => name === 'Content-Type' && value === 'application/json'));
  return JSON.parse(body.toString()) as Record<string, unknown>;
}
