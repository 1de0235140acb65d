import type { ListenAddress, Server } from '../server/create-server.js';

/** For a program that runs a command inside itself. */
export interface Hooks {
  /** The server listens, and its first line is out. */
  readonly onListening?: (listening: Listening) => void;
  /** Whether to stop when our parent process ends; default: when that is npx. */
  readonly stopWithParent?: boolean;
  /** The script of the command line, which workers run; default: the one that this process runs. */
  readonly script?: string;
}

export interface Listening extends ListenAddress {
  /** Where each carrier listens. */
  readonly addresses: Server['addresses'];
  /** Names of the configured accounts. */
  readonly accounts: readonly string[];
  /** Names of the configured shares. */
  readonly shares: readonly string[];
}
