import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AttemptRecord } from '../../../diagnosis/attempt-record.js';
import { listed } from '../../../text/listed.js';
import { printable } from '../../../text/printable.js';
import { endpointWords, protocolOf, userOf } from '../words/attempt-words.js';
import { durationWords } from '../words/time-words.js';
import { Foreign } from './foreign.js';

type Fact = readonly [name: string, value: ComponentChildren];

/** The evidence that is no check: what was offered, chosen and claimed. */
export function AttemptFacts({ record }: { readonly record: AttemptRecord }): JSX.Element {
  return (
    <section class="part">
      <h3>Evidence</h3>
      <dl class="facts">
        {[...ofVerdict(record), ...ofClient(record), ...ofNegotiation(record), ...ofLogin(record)].map(
          ([name, value]) =>
            value === undefined || value === '' || value === false ? null : (
              <div>
                <dt>{name}</dt>
                <dd>{typeof value === 'string' ? printable(value) : value}</dd>
              </div>
            ),
        )}
      </dl>
      <RawRecord record={record} />
    </section>
  );
}

/** The record as JSON. It is made when somebody wants to see it. */
function RawRecord({ record }: { readonly record: AttemptRecord }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="raw" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>The whole record</summary>
      {isOpen && (
        <pre tabIndex={0} aria-label="The record as JSON">
          {JSON.stringify(record, undefined, 2).slice(0, RAW).split('\n').map(printable).join('\n')}
        </pre>
      )}
    </details>
  );
}

/** The most characters of a record that are drawn. */
const RAW = 40_000;

function ofVerdict(record: AttemptRecord): Fact[] {
  const { wireStatus, mistake, section, duration, identity, protection, authority, faults, connection } =
    record;
  return [
    ['Status', wireStatus && <code>{wireStatus}</code>],
    ['Rule', section],
    ['Mistake', mistake && <code>{mistake}</code>],
    ['Took', durationWords(duration)],
    [
      'Logged in as',
      identity && <Foreign text={`${userOf(identity)}${identity.kind === 'guest' ? ', a guest' : ''}`} />,
    ],
    [
      'Protection',
      protection &&
        `signing ${protection.signing}, encryption ${protection.encryption}${protection.used === undefined ? '' : `; first request ${protection.used === 'none' ? 'neither signed nor encrypted' : protection.used}`}`,
    ],
    [
      'Decided by',
      authority &&
        `${authority.asked === 'local' ? 'the accounts of this server' : `a controller of ${authority.domain}${authority.controller === undefined ? '' : `, ${authority.controller}`}`}: ${authority.because}${authority.status === undefined ? '' : ` (${authority.status})`}`,
    ],
    ['Controller’s cause', authority?.cause],
    [
      'Scripted faults',
      faults.length === 0
        ? undefined
        : faults.map(({ name, step, effect }) => `${name} at ${step}: ${effect}`).join('; '),
    ],
    ['Connection', `${connection.id} at ${endpointWords(connection.local)}`],
  ];
}

function ofClient({ claimed, http, rdp, tls, negotiation, proof }: AttemptRecord): Fact[] {
  return [
    ['User', claimed?.user && <Foreign text={claimed.user} whole />],
    ['Domain', claimed?.domain && <Foreign text={claimed.domain} whole />],
    ['Workstation', claimed?.workstation && <Foreign text={claimed.workstation} whole />],
    ['Server name typed', negotiation?.netname && <Foreign text={negotiation.netname} whole />],
    ['Remarks', proof && printable(proof.remarks.join(' · '))],
    ['Request', http && <Foreign text={`${http.method} ${http.target}`} whole />],
    ['User agent', http?.userAgent && <Foreign text={http.userAgent} whole />],
    ['RDP cookie', rdp?.cookie && <Foreign text={rdp.cookie} whole />],
    ['RDP asks for', rdp && listed(rdp.requestedProtocols)],
    ['TLS', tls && `${tls.protocol}, ${tls.cipher}`],
    ['TLS server name', tls?.serverName && <Foreign text={tls.serverName} whole />],
  ];
}

function ofNegotiation({ negotiation }: AttemptRecord): Fact[] {
  if (negotiation === undefined) return [];
  const { offeredDialects, dialect, offeredCiphers, cipher, signingAlgorithm, clientSigning, clientGuid } =
    negotiation;
  return [
    ['Dialect', <Chosen from={offeredDialects} chosen={dialect} />],
    ['Cipher', <Chosen from={offeredCiphers} chosen={cipher} />],
    ['Signing', [signingAlgorithm, clientSigning && `client: ${clientSigning}`].filter(Boolean).join(', ')],
    ['Client GUID', clientGuid && <code>{clientGuid}</code>],
  ];
}

function ofLogin(record: AttemptRecord): Fact[] {
  const { login } = record;
  if (login === undefined) return [['Protocol', protocolOf(record)]];
  return [
    ['Mechanism', <Chosen from={login.offeredMechanisms} chosen={login.mechanism} />],
    ['Proof', record.proof?.version],
    [
      'SPNEGO',
      login.spnego
        ? `yes${login.mechListMic === undefined ? '' : `, mechListMIC ${login.mechListMic}`}`
        : 'no',
    ],
    ['Session', 'sessionId' in login && <code>{login.sessionId}</code>],
  ];
}

/** The choice from an offer, and the offer. */
function Chosen({
  from,
  chosen,
}: {
  readonly from: readonly string[];
  readonly chosen: string | undefined;
}): JSX.Element {
  const offered = printable(listed(from));
  return (
    <>
      <b>{chosen ?? 'none'}</b>
      {(from.length > 1 || from[0] !== chosen) && from.length > 0 && <span class="dim"> of {offered}</span>}
    </>
  );
}
