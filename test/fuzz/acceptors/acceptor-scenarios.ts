import type { Acceptor, Step } from '../../../src/auth/mechanism.js';
import { ntlmOid } from '../../../src/auth/ntlm-token.js';
import { decodeTsRequest } from '../../../src/credssp/ts-request.js';
import { AuthLevel, decodePdu } from '../../../src/rpc/pdu/index.js';
import { loginWithNtlm, loginWithSpnego } from '../../rpc/support/bind-logins.js';
import { exchange } from '../../rpc/support/recorded.js';
import type { RpcClient } from '../../rpc/support/rpc-client.js';
import { fieldOf } from '../../http/support.js';
import { CredSspClient, passwordCredentials } from '../../support/credssp-client.js';
import { serverKey } from '../../credssp/support.js';
import { type GssClient, ntlmTokens, spnegoTokens } from '../../support/gss-clients.js';
import { NtlmClient } from '../../support/ntlm-client.js';
import type { Dice } from '../engine/dice.js';
import { OracleError } from '../engine/fuzz-target.js';
import { mutateBytes } from '../engine/mutate-bytes.js';
import { mutateDer } from '../engine/mutate-der.js';
import { randomNtlm } from '../live/random-ntlm.js';
import type { Doors } from './doors.js';
import { kerberosClient } from './random-kerberos.js';

/** An error of the server’s side, which promises none. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
}

/** One login, or several that get mixed up, at one door. */
export interface AcceptorScenario {
  readonly name: string;
  readonly play: (doors: Doors, dice: Dice) => Promise<void>;
}

export const acceptorScenarios: readonly AcceptorScenario[] = [
  {
    name: 'ntlm',
    play: (doors, dice) =>
      atAcceptors(
        dice,
        () => doors.bare(doors.ntlm),
        () => ntlmClient(dice),
      ),
  },
  {
    name: 'kerberos',
    play: (doors, dice) =>
      atAcceptors(
        dice,
        () => doors.bare(doors.kerberos),
        () => kerberosClient(doors, dice),
      ),
  },
  {
    name: 'spnego',
    play: (doors, dice) =>
      atAcceptors(
        dice,
        () => doors.spnego(),
        () => spnegoClient(doors, dice),
      ),
  },
  { name: 'http', play: atHttp },
  { name: 'credssp', play: atCredSsp },
  { name: 'rpc', play: atRpc },
];

function ntlmClient(dice: Dice): GssClient {
  return ntlmTokens(new NtlmClient(randomNtlm(dice)));
}

function spnegoClient(doors: Doors, dice: Dice): GssClient {
  const inner = dice.oneIn(2) ? ntlmTokens(new NtlmClient(randomNtlm(dice))) : kerberosClient(doors, dice);
  const decoys = dice.pick([[], [], ['1.3.6.1.4.1.311.2.2.30'], ['1.2.840.48018.1.2.2', ntlmOid]]);
  return spnegoTokens(inner, decoys);
}

/** Two logins whose tokens are changed, repeated, and given to each other. */
async function atAcceptors(dice: Dice, open: () => Acceptor, client: () => GssClient): Promise<void> {
  const sides = [0, 1].map(() => ({
    acceptor: open(),
    gss: client(),
    answer: undefined as Buffer | undefined,
    began: false,
  }));
  const said: Buffer[] = [];
  for (let leg = 0; leg < 2 + dice.below(8); leg++) {
    const side = dice.pick(sides);
    const next = nextToken(dice, said, () =>
      side.began ? side.answer && side.gss.next(side.answer) : side.gss.first(),
    );
    side.began = true;
    const steps = dice.oneIn(12) ? [next, dice.bytes(dice.length(50))] : [next];
    // Two steps at once: one of them must be refused.
    const made = await Promise.all(steps.map((token) => stepOf(side.acceptor, token)));
    for (const step of made) if ('token' in step && step.token !== undefined) side.answer = step.token;
    if (made.filter(({ kind }) => kind === 'accepted').length > 1)
      throw new OracleError('two of two steps are accepted');
  }
}

async function stepOf(acceptor: Acceptor, token: Buffer): Promise<Step> {
  return ofServer(() => acceptor.step(Buffer.from(token)));
}

/** The token that the client would send, changed or not, or another one. */
function nextToken(dice: Dice, said: Buffer[], usual: () => Buffer | undefined): Buffer {
  const repeated = said.length > 0 && dice.oneIn(8);
  const token = repeated ? dice.pick(said) : (ofClient(usual) ?? dice.bytes(dice.length(40)));
  const other = said.length > 0 ? dice.pick(said) : token;
  const sent =
    dice.below(5) > 1
      ? token
      : dice.oneIn(2)
        ? mutateDer(dice, token, other)
        : mutateBytes(dice, token, other);
  said.push(sent);
  return sent;
}

async function atHttp(doors: Doors, dice: Dice): Promise<void> {
  const connection = doors.http();
  const said: Buffer[] = [];
  let answer: Buffer | undefined;
  let gss = spnegoClient(doors, dice);
  let began = false;
  for (let request = 0; request < 2 + dice.below(8); request++) {
    if (dice.oneIn(6)) [gss, began] = [spnegoClient(doors, dice), false];
    const token = nextToken(dice, said, () => (began ? answer && gss.next(answer) : gss.first()));
    began = true;
    const scheme = dice.pick(['Negotiate', 'Negotiate', 'NTLM'] as const);
    const text = `${scheme} ${token.toString('base64')}`;
    const value = dice.oneIn(8)
      ? mutateBytes(dice, Buffer.from(text), Buffer.from(text)).toString('latin1')
      : text;
    const fields: Record<string, string> = dice.oneIn(6) ? {} : { Authorization: value };
    const { fields: got, status } = await ofServer(() => connection.ask(fields));
    const [, challenge] =
      /^\S+ (\S+)$/.exec(fieldOf({ fields: got } as never, 'WWW-Authenticate')[0] ?? '') ?? [];
    answer = challenge === undefined ? undefined : Buffer.from(challenge, 'base64');
    if (status !== 401 && status < 400 !== connection.authentication.authenticated) {
      throw new OracleError(`status ${status}, and the connection is ${connection.authentication.stage}`);
    }
  }
  for (const verdict of connection.verdicts.filter((each) => each === 'accepted')) {
    if (doors.judge.proven === 0) throw new OracleError(`${verdict} without a right proof`);
  }
}

async function atCredSsp(doors: Doors, dice: Dice): Promise<void> {
  const acceptor = doors.credssp();
  const before = doors.judge.proven;
  const said: Buffer[] = [];
  const gss = dice.oneIn(2) ? ntlmClient(dice) : spnegoClient(doors, dice);
  const client = new CredSspClient(gss, {
    subjectPublicKey: dice.oneIn(4) ? dice.bytes(40) : serverKey,
    version: dice.pick([2, 3, 5, 6, 6, 6, 7, 255]),
    together: dice.below(3) > 0,
    nonceAlways: dice.below(3) > 0,
    ...(dice.oneIn(5) && { nonce: dice.oneIn(2) ? null : dice.bytes(dice.length(40)) }),
    ...(dice.oneIn(6) && { proof: () => dice.bytes(dice.length(80)) }),
  });
  let bound = false;
  const send = async (request: Buffer): Promise<Buffer | undefined> => {
    const changed = dice.below(5) === 0 ? nextToken(dice, said, () => request) : request;
    said.push(changed);
    const step = await ofServer(() => acceptor.step(Buffer.from(changed)));
    if (step.kind === 'accepted') bound = true;
    if ((step.kind === 'accepted' || step.kind === 'complete') && doors.judge.proven === before) {
      throw new OracleError('CredSSP lets somebody in whom no mechanism did');
    }
    return 'answer' in step ? step.answer : undefined;
  };
  await ofClientAsync(() => client.bind(send));
  if (bound)
    await ofClientAsync(() =>
      send(client.credentials(passwordCredentials(dice.pick(['alice', 'bob']), 'secret', ''))),
    );
  for (let more = dice.below(3); more > 0 && said.length > 0; more--)
    await ofClientAsync(() => send(dice.pick(said)));
  for (const request of said) ofClient(() => decodeTsRequest(request));
}

/** The stub of a call that only an account may make. */
const confidential = (): Buffer => {
  const { body } = decodePdu(exchange('NetrShareEnum 502').request);
  return body.kind === 'request' ? body.stub : Buffer.alloc(0);
};

async function atRpc(doors: Doors, dice: Dice): Promise<void> {
  const client = doors.rpc();
  const before = doors.judge.proven;
  const said: Buffer[] = [];
  const { instance } = client;
  // Everything that the client writes passes here.
  const changing: RpcClient['instance'] = {
    write: async (bytes) => {
      const other = said.length > 0 ? dice.pick(said) : bytes;
      said.push(bytes);
      const times = dice.oneIn(8) ? 2 : 1;
      for (let time = 0; time < times; time++) {
        const changed = dice.oneIn(4) ? mutateBytes(dice, bytes, other) : bytes;
        await ofServer(() => instance.write(Buffer.from(changed)));
      }
    },
    read: (maximum) => instance.read(maximum),
    close: () => instance.close(),
  };
  Reflect.set(client, 'instance', changing);
  const level = dice.pick(Object.values(AuthLevel));
  const login = dice.oneIn(2) ? loginWithNtlm : loginWithSpnego;
  await ofClientAsync(() => login(client, level, { ...randomNtlm(dice), flags: 0xe2888235 }));
  for (let call = 0; call < 1 + dice.below(3); call++) {
    await ofClientAsync(async () => {
      const answers = await client.request(15, confidential(), dice.pick([32, 4096]));
      // Without an error in it, the answer has a count of shares.
      const served = answers.some(({ body }) => body.kind === 'response' && body.stub.length > 64);
      if (served && doors.judge.proven === before)
        throw new OracleError('RPC serves somebody whom no mechanism let in');
    });
  }
  instance.close();
}

/** The server promises not to throw: its errors have a class of their own here. */
async function ofServer<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OracleError) throw error;
    throw new ServerError(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

/** A client that cannot go on has nothing more to say. */
function ofClient<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof OracleError || error instanceof ServerError) throw error;
    return undefined;
  }
}

async function ofClientAsync(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof OracleError || error instanceof ServerError) throw error;
  }
}
