import type { NtStatus } from '../../constants/nt-status.js';
import type { Carrier } from '../../facts/recorder.js';
import type { ClientShows } from '../../text/reason-text.js';
import {
  httpAccepted,
  httpConnectionLost,
  httpLeftByItself,
  httpProxyUnauthorized,
  httpRefusedWith,
  httpUnauthorized,
} from './http.js';
import { rdpAccepted, rdpConnectionLost, rdpLeftByItself, rdpShownFor } from './rdp.js';
import { rpcAccepted, rpcConnectionLost, rpcLeftByItself, rpcRefused } from './rpc.js';

/** How an attempt ended for its client, as far as that decides about its message. */
export interface Ending {
  readonly carrier: Carrier;
  /** `lost`: the server ended the connection without a verdict; `left`: the client did. */
  readonly how: 'accepted' | 'refused' | 'lost' | 'left';
  /** The NTSTATUS that the client got. */
  readonly status: NtStatus | undefined;
  /** The status code of the last answer over HTTP. */
  readonly statusCode: number | undefined;
}

/** The message of each client of a carrier. SMB has its messages by reason. */
export function whatClientsShow(ending: Ending & { readonly carrier: Exclude<Carrier, 'smb'> }): ClientShows {
  switch (ending.carrier) {
    case 'credssp':
      return shownByRdp(ending).clientShows;
    case 'http':
    case 'https':
      return shownByHttp(ending).clientShows;
    case 'rpc':
      return shownByRpc(ending).clientShows;
  }
}

function shownByRdp({ how, status }: Ending) {
  switch (how) {
    case 'accepted':
      return rdpAccepted;
    case 'refused':
      return rdpShownFor(status);
    case 'lost':
      return rdpConnectionLost;
    case 'left':
      return rdpLeftByItself;
  }
}

function shownByHttp({ how, statusCode }: Ending) {
  switch (how) {
    case 'accepted':
      return httpAccepted;
    case 'refused':
      return statusCode === undefined ? httpUnauthorized : httpShownFor(statusCode);
    case 'lost':
      return statusCode === undefined ? httpConnectionLost : httpShownFor(statusCode);
    case 'left':
      return httpLeftByItself;
  }
}

function httpShownFor(statusCode: number) {
  if (statusCode === 407) return httpProxyUnauthorized;
  return statusCode === 401 ? httpUnauthorized : httpRefusedWith(statusCode);
}

function shownByRpc({ how }: Ending) {
  switch (how) {
    case 'accepted':
      return rpcAccepted;
    case 'refused':
      return rpcRefused;
    case 'lost':
      return rpcConnectionLost;
    case 'left':
      return rpcLeftByItself;
  }
}
