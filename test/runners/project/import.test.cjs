// jest has a `require` of its own, which takes no ES module before Node.js 24.9.
const api = import('smb2-auth-server');

for (const name of [
  'a login',
  'a file',
  'a refusal',
  'an account that expires',
  'two servers that never meet',
]) {
  test(name, async () => {
    const { defineSuite } = await import('./suite.mjs');
    const tests = {};
    defineSuite(
      (title, run) => (tests[title] = run),
      () => api,
    );
    await tests[name]();
  });
}
