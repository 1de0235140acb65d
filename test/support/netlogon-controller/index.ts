export { FakeController, fakeMachine, type FakeControllerOptions } from './controller.js';
export type { FakeDomain, FakeUser } from './directory.js';
export type { SeenLogon } from './netlogon-service.js';
export type { Fault, Step } from './script.js';
