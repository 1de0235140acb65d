const api = require('smb2-auth-server');
const nodeTest = require('node:test');
const { defineSuite } = require('./suite.mjs');

defineSuite(globalThis.it ?? nodeTest.test, async () => api);
