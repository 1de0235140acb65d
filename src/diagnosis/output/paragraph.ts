import { columnsOf } from '../../text/columns.js';
import { quoted } from '../../text/printable.js';
import { qualifiedName } from '../qualified-name.js';
import type {
  AttemptRecord,
  Diagnosis,
  FailureRecord,
  FaultEvent,
  IncidentRecord,
  TreeRecord,
} from '../attempt-record.js';
import type { KdcClientShows, KdcRecord } from '../../facts/kdc-record.js';
import type { Endpoint } from '../../facts/recorder.js';
import type { ClientShows } from '../../text/reason-text.js';
import { carrierParts, isHttp } from './carrier-parts.js';
import { clientNames } from '../client-names.js';
import { wrapped } from './wrapped.js';

/** The colours of a paragraph; for plain text each function returns its argument. */
export interface Colours {
  /** An accepted login as it should be. */
  readonly good: (text: string) => string;
  /** A refusal. */
  readonly bad: (text: string) => string;
  /** A success that deserves a look, and advice. */
  readonly doubtful: (text: string) => string;
  /** Details. */
  readonly dim: (text: string) => string;
}

const plain = (text: string): string => text;
const sgr =
  (code: number) =>
  (text: string): string =>
    `\u001b[${code}m${text}\u001b[0m`;

/** Plain text. */
export const noColours: Colours = { good: plain, bad: plain, doubtful: plain, dim: plain };
/** The colours of ECMA-48: green, red, yellow, faint. */
export const ansiColours: Colours = { good: sgr(32), bad: sgr(31), doubtful: sgr(33), dim: sgr(2) };

/** Chooses colours for a terminal that has them, unless NO_COLOR is set (no-color.org). */
export function coloursFor(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): Colours {
  const unwanted = (environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb';
  return stream.isTTY === true && !unwanted ? ansiColours : noColours;
}

/** The form of a paragraph. */
export interface ParagraphOptions {
  /** {@link noColours}, or {@link ansiColours} for a terminal. */
  readonly colours: Colours;
  /** Columns of the terminal; lines are broken at words. */
  readonly width: number;
  /** Add the messages that clients show. Default: false. */
  readonly clientShows?: boolean;
}

/** One attempt for people: verdict, cause, advice. */
export function attemptParagraph(record: AttemptRecord, options: ParagraphOptions): string {
  const { colours } = options;
  const { verdict, reason } = record;
  const mark = markOf(record, colours);
  const word = { accepted: 'ACCEPTED', refused: 'REFUSED', unfinished: 'NO LOGIN' }[verdict];
  const status = verdict === 'refused' && record.wireStatus ? `, ${record.wireStatus}` : '';
  const how = howOf(record);
  return [
    ...headed(
      [time(record.startedAt), mark, word, `${who(record)} from ${clientOf(record.connection)}`],
      `[${reason}${status}]`,
      options,
    ),
    ...omittedLine(record, options),
    ...indented(record.explanation, options),
    ...(how === '' ? [] : indented(how, options, colours.dim)),
    ...(isClean(record) ? [] : advised(record, options)),
  ].join('\n');
}

/** One TREE_CONNECT: a line when it was granted, with the advice when it was not. */
export function treeParagraph(record: TreeRecord, options: ParagraphOptions): string {
  const { colours } = options;
  const granted = record.reason === 'granted';
  const head = headed(
    [
      time(record.time),
      granted ? colours.good : colours.bad,
      granted ? 'GRANTED' : 'REFUSED',
      `share ${quoted(record.share)} to ${userOf(record)}`,
    ],
    `[${record.reason}]`,
    options,
  );
  return [...head, ...omittedLine(record, options), ...(granted ? [] : adviceLines(record, options))].join(
    '\n',
  );
}

/** One fault of a session after its login. */
export function incidentParagraph(record: IncidentRecord, options: ParagraphOptions): string {
  const { colours } = options;
  const from = endpoint(record.connection.remote);
  const expired = record.reason === 'session-expired';
  const word = expired ? 'EXPIRED' : record.command === undefined ? 'DROPPED' : 'DENIED';
  const what = expired ? `the session of ${userOf(record)}` : (record.command ?? 'the client');
  const mark = expired ? colours.doubtful : colours.bad;
  const head = headed([time(record.time), mark, word, `${what} from ${from}`], `[${record.reason}]`, options);
  return [...head, ...omittedLine(record, options), ...adviceLines(record, options)].join('\n');
}

/** A request on a share that failed. */
export function failureParagraph(record: FailureRecord, options: ParagraphOptions): string {
  const where = quoted(record.path === '' ? record.share : `${record.share}\\${record.path}`, 120);
  const what = `${record.command} of ${where} for ${userOf(record)}`;
  const times = record.count === 1 ? '' : `, ${record.count} times`;
  const code = `[${record.reason}, ${record.wireStatus}${times}]`;
  const head = headed([time(record.time), options.colours.bad, 'FAILED', what], code, options);
  return [...head, ...omittedLine(record, options), ...adviceLines(record, options)].join('\n');
}

/** A scripted fault that happened. */
export function faultParagraph(
  { time: at, name, step, effect, user, connection }: FaultEvent,
  options: ParagraphOptions,
): string {
  const client = `client ${endpoint(connection.remote)}`;
  const whom = user === undefined ? client : `${quoted(user)} from ${endpoint(connection.remote)}`;
  const what = [time(at), options.colours.doubtful, 'FAULT', `${name} at ${step} for ${whom}`] as const;
  return headed(what, `[${effect}]`, options).join('\n');
}

/** One exchange with the KDC of a test realm: a line when a ticket was granted, with cause and advice when not. */
export function kdcParagraph(record: KdcRecord, options: ParagraphOptions): string {
  const { colours } = options;
  const { client, service, outcome, error, count, scripted, explanation, advice, clientShows } = record;
  const granted = outcome === 'granted';
  const mark = granted ? (scripted ? colours.doubtful : colours.good) : colours.bad;
  const what = `${client === undefined ? 'a client' : quoted(client)} for ${service === undefined ? 'no service' : quoted(service)}`;
  const times = count === 1 ? '' : `, ${count} times`;
  const head = headed(
    [time(record.time), mark, granted ? 'KDC GRANTED' : 'KDC REFUSED', what],
    `[${error ?? record.ticketEnctype}${scripted ? ', scripted' : ''}${times}]`,
    options,
  );
  const shown =
    options.clientShows === true && clientShows !== undefined
      ? Object.entries({ mit: 'MIT', smbclient: 'smbclient', linux: 'Linux' } as const).flatMap(
          ([key, name]) =>
            indented(`${name} shows: ${clientShows[key as keyof KdcClientShows]}`, options, colours.dim),
        )
      : [];
  return [
    ...head,
    ...omittedLine(record, options),
    ...(granted && !scripted ? [] : indented(explanation, options)),
    ...(advice === undefined ? [] : indented(`→ ${advice}`, options)),
    ...shown,
  ].join('\n');
}

function omittedLine({ omitted }: { readonly omitted: number }, options: ParagraphOptions): string[] {
  if (omitted === 0) return [];
  return indented(`${omitted} others of this connection were left out.`, options, options.colours.dim);
}

/** A user of a domain has it in the name: the server may have an account of the same name. */
function userOf({ identity }: Pick<TreeRecord, 'identity'>): string {
  if (!identity?.account) return 'an anonymous user';
  const { account: user, domain, atDomain } = identity;
  return quoted(atDomain === undefined ? user : qualifiedName({ user, domain }));
}

/** The first line, or two if they do not fit: the code in brackets must not break, because people search for it. */
function headed(
  [at, mark, word, what]: readonly [string, (text: string) => string, string, string],
  code: string,
  { colours, width }: ParagraphOptions,
): string[] {
  const head = `${at}  ${mark(word)}  ${what}`;
  const fits = columnsOf(`${at}  ${word}  ${what}  ${code}`) <= width;
  return fits ? [`${head}  ${colours.dim(code)}`] : [head, indent + colours.dim(code)];
}

function markOf(record: AttemptRecord, { good, doubtful, bad, dim }: Colours): (text: string) => string {
  if (record.verdict === 'accepted') return isClean(record) ? good : doubtful;
  return isClean(record) ? dim : bad;
}

/** Whether a record needs no advice: every client of RPC asks for a port before it logs in. */
function isClean({ reason }: AttemptRecord): boolean {
  return reason === 'accepted' || reason === 'rpc-without-login';
}

function who({ claimed, proof, identity }: AttemptRecord): string {
  if (identity?.kind === 'anonymous') return 'anonymous';
  if (claimed?.user) return quoted(qualifiedName(claimed));
  return proof?.version === undefined ? 'a client' : 'an anonymous client';
}

/**
 * `SMB 3.1.1 · NTLMv2 · MIC valid · signing optional · 4.2 ms`, or
 * `HTTP · TLS 1.3 · Negotiate · NTLMv2 · 4.2 ms`.
 */
function howOf({
  connection,
  tls,
  negotiation,
  claimed,
  proof,
  protection,
  login,
  duration,
  identity,
}: AttemptRecord): string {
  return [
    negotiation?.dialect && `SMB ${negotiation.dialect}`,
    ...carrierParts(login, connection, tls),
    login && !login.spnego ? 'without SPNEGO' : undefined,
    identity?.kind === 'guest' ? 'guest, nothing proved' : proof?.version,
    identity?.identifyOnly && 'identify only',
    ...(proof?.remarks ?? []),
    // TLS, or its absence, says it for the carriers that have no signatures of their own.
    ...(protection === undefined || login?.carrier === 'credssp' || isHttp(connection.carrier)
      ? []
      : [`signing ${protection.signing}`, `encryption ${protection.encryption}`]),
    claimed?.workstation && `workstation ${quoted(claimed.workstation)}`,
    `${(duration / 1000).toFixed(1)} ms`,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}

function adviceLines(record: Diagnosis<string, ClientShows>, options: ParagraphOptions): string[] {
  return [...indented(record.explanation, options), ...advised(record, options)];
}

function advised(record: Diagnosis<string, ClientShows>, options: ParagraphOptions): string[] {
  const advice = indented(`→ ${record.advice}`, options);
  return options.clientShows === true ? [...advice, ...whatClientsShow(record, options)] : advice;
}

function whatClientsShow(
  { clientShows }: Pick<Diagnosis<string, ClientShows>, 'clientShows'>,
  options: ParagraphOptions,
): string[] {
  return Object.entries(clientNames).flatMap(([client, name]) => {
    const shown = clientShows[client as keyof ClientShows];
    return shown === undefined ? [] : indented(`${name} shows: ${shown}`, options, options.colours.dim);
  });
}

const indent = '          ';

/** Breaks text at spaces. Colours are added afterwards, so that escape sequences do not count as width. */
function indented(
  text: string,
  { width }: ParagraphOptions,
  colour: (text: string) => string = plain,
): string[] {
  return wrapped(text, Math.max(30, width - indent.length)).map((line) => indent + colour(line));
}

/** The client's end, and that of the balancer which passed it on. */
function clientOf({ remote, via }: AttemptRecord['connection']): string {
  return via === undefined ? endpoint(remote) : `${endpoint(remote)} through ${endpoint(via)}`;
}

function endpoint({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toTimeString().slice(0, 8);
}
