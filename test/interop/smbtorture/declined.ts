import { words } from './passed.js';

/** Tests that this server does not pass, and why; behind `smb2.`, or whole names. */
export interface Declined {
  readonly reason: string;
  readonly tests: readonly string[];
}

const sparse = words(`
  sparse_file_flag sparse_file_attr sparse_dir_flag sparse_set_nobuf sparse_set_oversize sparse_qar sparse_qar_malformed
  sparse_punch sparse_hole_dealloc sparse_compressed sparse_copy_chunk sparse_punch_invalid sparse_perms sparse_lock
  sparse_qar_ob1 sparse_qar_multi sparse_qar_overflow`);
const compression = words(`
  compress_file_flag compress_dir_inherit compress_invalid_format compress_invalid_buf compress_query_file_attr
  compress_create_with_attr compress_inherit_disable compress_set_file_attr compress_perms
  compress_notsup_get compress_notsup_set`);
const duplicates = words(`
  dup_extents_simple dup_extents_len_beyond_dest dup_extents_len_beyond_src dup_extents_len_zero
  dup_extents_sparse_src dup_extents_sparse_dest dup_extents_sparse_both dup_extents_src_is_dest
  dup_extents_src_is_dest_overlap dup_extents_compressed_src dup_extents_compressed_dest dup_extents_bad_handle
  dup_extents_src_lock dup_extents_dest_lock`);

/** First those that smbd, configured likewise, passes; then those that it does not pass either. */
export const declined: readonly Declined[] = [
  {
    reason: '3.3.5.17: an ECHO without a session "SHOULD disconnect", as on Windows since 2012',
    tests: words('connect session.two_logoff'),
  },
  {
    reason: 'smbtorture remembers 32 bits of a SessionId; those here have 64 that nobody can guess',
    tests: ['session-id'],
  },
  {
    reason:
      '3.3.5.5.3: a binding that requires signing makes the session require it, so of an unsigned login as well',
    tests: ['session.bind_invalid_auth'],
  },
  {
    reason: '3.3.5.5: a binding by another user is STATUS_NOT_SUPPORTED; Samba says STATUS_ACCESS_DENIED',
    tests: ['session.bind_different_user'],
  },
  { reason: 'object ids of files are not offered', tests: words('compound.related3 getinfo.fsinfo') },
  {
    reason: 'extended attributes are not offered',
    tests: words('getinfo.getinfo_access getinfo.qfile_buffercheck'),
  },
  { reason: 'sparse files are not offered', tests: sparse.map((name) => `ioctl.${name}`) },
  { reason: 'compression of files is not offered', tests: compression.map((name) => `ioctl.${name}`) },
  {
    reason: 'leases and durable handles are not offered',
    tests: words(`
      multichannel.leases.test1 multichannel.leases.test2 multichannel.leases.test3 multichannel.leases.test4
      lock.replay_smb3_specification_durable`),
  },
  {
    reason: '3.3.5.14.1: SMB2_LOCKFLAG_FAIL_IMMEDIATELY of an unlock MAY be ignored, as on Windows',
    tests: ['lock.valid-request'],
  },
  {
    reason: '3.3.5.22.1: an acknowledgment of no break is STATUS_INVALID_DEVICE_STATE',
    tests: ['oplock.levelii500'],
  },
  {
    reason: 'FilePositionInformation is the client’s own; for the server it stays 0 (3.3.5.20.1)',
    tests: ['read.position'],
  },
  { reason: 'a path with .. is no path ([MS-FSCC] 2.1.5)', tests: ['notify.tree'] },
  {
    reason:
      'a READ of a pipe where nothing waits is STATUS_PIPE_EMPTY at once; smbd waits, and fails further on',
    tests: words(`
      rpc.samba3.smb2-pipe-read-close rpc.samba3.smb2-pipe-read-tdis rpc.samba3.smb2-pipe-read-logoff`),
  },
  {
    reason: 'the policy has no audit events to tell of ([MS-LSAD] 3.1.4.4.4)',
    tests: ['rpc.samba3.lsa'],
  },
  {
    reason: 'there is no endpoint mapper on port 135; nor with smbd',
    tests: ['rpc.bind.assoc_group_handles_external'],
  },
  {
    reason: 'FSCTL_SMBTORTURE is Samba’s own',
    tests: words('ioctl.bug14607 ioctl.bug14769 read.bug14607 multichannel.oplocks.test2 oplock.batch22b'),
  },
  {
    reason: 'the network is blocked by FSCTL_SMBTORTURE or by a firewall of the test’s own',
    tests: words('multichannel.oplocks.test3_windows multichannel.oplocks.test3_specification'),
  },
  {
    reason: 'security descriptors of files cannot be set',
    tests: words(`
      compound.related4 compound.related7 session.reauth4 session.reauth5
      create.nulldacl create.acldir create.aclfile`),
  },
  {
    reason: 'named streams are not offered',
    tests: words(
      'compound.compound-padding getinfo.complex getinfo.normalized oplock.batch26 oplock.stream1',
    ),
  },
  { reason: 'named streams are not offered', tests: ['ioctl.copy-chunk streams'] },
  { reason: 'quotas are not offered', tests: ['create.quota-fake-file'] },
  {
    reason: 'extents that files have in common are not offered',
    tests: duplicates.map((name) => `ioctl.${name}`),
  },
  { reason: 'snapshots and trimming are not offered', tests: words('ioctl.shadow_copy ioctl.trim_simple') },
  {
    reason: '3.3.5.7: who has no access to a share is refused by TREE_CONNECT, not by the requests behind it',
    tests: words('ioctl.bug14788.VALIDATE_NEGOTIATE ioctl.bug14788.NETWORK_INTERFACE'),
  },
  {
    reason:
      'a connection of another ClientGuid cannot be bound: STATUS_USER_SESSION_DELETED (3.3.5.5), from smbd as well',
    tests: words('session.bind_negative_smb3signCtoHd session.bind_negative_smb3signHtoCd'),
  },
  {
    reason: 'an AllocationSize that was asked for is not reserved; smbd reserves it, and fails further on',
    tests: ['create.blob'],
  },
  {
    reason: 'a READ beyond 2^53 is STATUS_INVALID_PARAMETER; smbd fails further on, at a WRITE there',
    tests: ['rw.invalid'],
  },
  {
    reason:
      'reserved bits of CreateOptions are passed over; smbd refuses them, and fails at those of FileAttributes',
    tests: ['create.gentest'],
  },
  {
    reason:
      'a parent that was opened without FILE_SHARE_DELETE does not keep its files from a new name; nor with smbd',
    tests: ['rename.no_share_delete_no_delete_access'],
  },
  { reason: 'needs the ports 445 and 139; nor with smbd on another', tests: ['multichannel.bugs.bug_15346'] },
  {
    reason: 'is for servers of another kind: skipped with smbd as well',
    tests: words('dir.file-index lock.rw-none lock.replay_broken_windows lock.ctdb-delrec-deadlock'),
  },
  { reason: 'needs the folder of the share on the client’s side', tests: ['samba3misc.localposixlock1'] },
  {
    reason: 'needs Kerberos: smbtorture-kerberos.test.ts runs them',
    tests: words(`
      session.expire1n session.expire1s session.expire1e session.expire2s session.expire2e session.expire_disconnect`),
  },
];

/**
 * Tests among them that smbd passes, and no preset does: they need what is not offered at all. Extended attributes, holes
 * in files and quotas are out of reach of `node:fs`; leases and durable handles are of this server's own making.
 * `passedAsSamba` has the others that smbd passes.
 */
export const notOffered: readonly string[] = [
  ...words('getinfo.getinfo_access getinfo.qfile_buffercheck create.quota-fake-file'),
  ...sparse.filter((name) => name !== 'sparse_compressed').map((name) => `ioctl.${name}`),
  ...words('multichannel.leases.test1 multichannel.leases.test3 lock.replay_smb3_specification_durable'),
];

/** Tests that pass where signing is required, and cannot pass where it is not. */
export const needSigning: readonly string[] = ['session-require-signing.bug15397'];

/** Never run: three minutes do not end it, since it waits where Windows would tell something; smbd fails it. */
export const endless: readonly string[] = ['notify.mask-change'];
