// http-clients.mjs PORT USER PASSWORD: logs in over HTTPS with httpntlm of the npm registry. The last line is the
// status and the account that the server saw, as JSON.
import { createRequire } from 'node:module';
import process from 'node:process';

const [port, username, password] = process.argv.slice(2);
const httpntlm = createRequire(import.meta.url)('httpntlm');
const options = {
  url: `https://127.0.0.1:${port}/`,
  username,
  password,
  domain: '',
  workstation: 'NPM',
  rejectUnauthorized: false,
};

httpntlm.get(options, (error, response) => {
  if (error) throw error;
  const { user } = JSON.parse(response.body);
  process.stdout.write(`${JSON.stringify([response.statusCode, user?.account])}\n`);
});
