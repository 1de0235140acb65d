import type { Carrier } from '../facts/recorder.js';
import type { ClientShows } from '../text/reason-text.js';
import type { Evidence } from './facts-by-kind.js';
import { isOfCarrier, reasonText } from './reasons.js';
import type { Attempt } from './recorded-attempt.js';
import { type Ending, whatClientsShow } from './shown/what-clients-show.js';

/** The clients of each carrier, in the order in which they are told. */
export const clientsOf = {
  smb: ['windows', 'linux', 'smbclient', 'macos'],
  credssp: ['mstsc', 'xfreerdp'],
  http: ['curl', 'browser'],
  https: ['curl', 'browser'],
  rpc: ['rpcclient', 'impacket'],
} as const satisfies Record<Carrier, readonly (keyof ClientShows)[]>;

/** The message that each client of the carrier shows for an attempt. */
export function clientShowsOf(reason: string, attempt: Attempt, evidence: Evidence): ClientShows {
  const { carrier } = evidence;
  const clientShows: ClientShows = reasonText(reason, evidence).clientShows;
  if (carrier === 'smb') return clientShows;
  const ending = endingOf(attempt, evidence);
  const isToldOtherwise =
    ending.how === 'refused' &&
    (carrier === 'credssp' || ending.statusCode === PROXY_AUTHENTICATION_REQUIRED);
  return isOfCarrier(reason) && !isToldOtherwise
    ? Object.fromEntries(clientsOf[carrier].map((client) => [client, clientShows[client]]))
    : whatClientsShow({ ...ending, carrier });
}

const PROXY_AUTHENTICATION_REQUIRED = 407;

function endingOf({ verdict, login, end }: Attempt, { httpRefused, carrier }: Evidence): Ending {
  const proxy = login !== undefined && 'proxy' in login && login.proxy;
  const statusCode = httpRefused?.status ?? (proxy ? PROXY_AUTHENTICATION_REQUIRED : undefined);
  const rest = { carrier, statusCode, status: verdict?.outcome === 'rejected' ? verdict.status : undefined };
  if (verdict === undefined) return { ...rest, how: end?.by === 'server' ? 'lost' : 'left' };
  return { ...rest, how: verdict.outcome === 'accepted' ? 'accepted' : 'refused' };
}
