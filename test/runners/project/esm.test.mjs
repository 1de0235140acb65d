import * as nodeTest from 'node:test';
import * as api from 'smb2-auth-server';
import { defineSuite } from './suite.mjs';

// jest and vitest have `test`, mocha has `it`.
defineSuite(globalThis.test ?? globalThis.it ?? nodeTest.test, async () => api);
