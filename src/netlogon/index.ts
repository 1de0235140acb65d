export type {
  ChannelAction,
  ChannelFailure,
  ConnectionName,
  LogonAnswer,
  LogonQuestion,
} from './channel-action.js';
export { NetlogonChannel, type ChannelOptions } from './channel.js';
export type { Validation } from './validation.js';
