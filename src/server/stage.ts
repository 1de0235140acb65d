import type { Connection } from '../session/model/connection.js';

/** How far a client of SMB came, as the predicate of a sentence. */
export function stageOf(client: Connection): string {
  switch (client.negotiation.at) {
    case 'none':
      return 'has sent no request yet';
    case 'multi-protocol':
      return 'has begun with SMB1, and not gone on';
    case 'closed':
      return 'is being disconnected';
    case 'done':
      if (client.authenticated) return 'is logged in';
      return client.sessions.size === 0
        ? 'has negotiated, and not begun a login'
        : 'has begun a login, and not finished it';
  }
}
