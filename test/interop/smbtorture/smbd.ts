import { type Suites, words } from './passed.js';

/**
 * Tests that this server passes, with the preset and without, and smbd 4.17 does not, as `Smbd` sets it up here: it denies
 * QUERY_INFO after a login as nobody, counts more changes of a directory than the test, and has other statuses than the
 * tests want for names with wildcards, short buffers and renames.
 */
export const failedBySmbd: Suites = {
  session: words('reauth2 reauth3'),
  compound: ['interim2'],
  create: ['open'],
  getinfo: ['qfs_buffercheck'],
  dir: words('one modify'),
  rename: ['simple_nodelete'],
  notify: words('dir rec mask'),
  oplock: ['batch20'],
};

/**
 * Tests that smbd passes on an idle machine alone: its changes of directories arrive late, or one too many. They are not
 * judged; this server passes them all, `notify.tree` with the preset.
 */
export const unsteady: Suites = { notify: words('tree valid-req') };
