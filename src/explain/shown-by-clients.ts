import { clientNames } from '../diagnosis/client-names.js';
import { whatClientsShow } from '../diagnosis/shown/what-clients-show.js';
import type { ClientShows } from '../text/reason-text.js';

/** The message of one client. */
export interface Shown {
  /** The name of the client for people, such as `smbclient`. */
  readonly client: string;
  readonly text: string;
}

/** Carriers on which a refusal is told by its status, whatever the reason is. */
const carriers = ['credssp', 'http', 'rpc'] as const;

/**
 * The messages of all clients for a reason, in the order in which clients are told.
 *
 * @param clientShows the reason’s own
 * @param status the status with which an acceptor refuses; undefined: none refuses for it
 */
export function shownByClients(clientShows: ClientShows, status: number | undefined): readonly Shown[] {
  const all: ClientShows =
    status === undefined
      ? clientShows
      : Object.assign(
          {},
          ...carriers.map((carrier) =>
            whatClientsShow({ carrier, how: 'refused', status, statusCode: undefined }),
          ),
          clientShows,
        );
  return Object.entries(clientNames).flatMap(([key, client]) => {
    const text = all[key as keyof ClientShows];
    return text === undefined ? [] : [{ client, text }];
  });
}
