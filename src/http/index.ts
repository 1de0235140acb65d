export type { Answer } from './answer.js';
export type { HttpScheme } from './authorization.js';
export { HttpAuthentication, type HttpAuthenticationOptions } from './http-authentication.js';
export type { HttpRefusalReason } from './refusals.js';
export type { ReceivedRequest } from './request.js';
