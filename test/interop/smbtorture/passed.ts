/** Names by suite, of a line of words each. */
export type Suites = Readonly<Record<string, readonly string[]>>;

export function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** Tests of Samba's suite for SMB2 servers that a server of this kind has to pass, by their names behind `smb2.`. */
export const passed: Suites = {
  session: words(`
    reconnect1 reconnect2 reauth1 reauth2 reauth3 reauth6 bind1 bind2
    bind_negative_smb202 bind_negative_smb210s bind_negative_smb210d
    bind_negative_smb2to3s bind_negative_smb2to3d bind_negative_smb3to2s bind_negative_smb3to2d
    bind_negative_smb3to3s bind_negative_smb3to3d bind_negative_smb3encGtoCs bind_negative_smb3encGtoCd
    bind_negative_smb3signCtoHs bind_negative_smb3signCtoGs bind_negative_smb3signCtoGd
    bind_negative_smb3signHtoCs bind_negative_smb3signHtoGs bind_negative_smb3signHtoGd
    bind_negative_smb3signGtoCs bind_negative_smb3signGtoCd bind_negative_smb3signGtoHs bind_negative_smb3signGtoHd
    bind_negative_smb3sneCtoGs bind_negative_smb3sneCtoGd bind_negative_smb3sneHtoGs bind_negative_smb3sneHtoGd
    bind_negative_smb3sneGtoCs bind_negative_smb3sneGtoCd bind_negative_smb3sneGtoHs bind_negative_smb3sneGtoHd
    bind_negative_smb3signC30toGs bind_negative_smb3signC30toGd
    bind_negative_smb3signH2XtoGs bind_negative_smb3signH2XtoGd
    bind_negative_smb3signGtoC30s bind_negative_smb3signGtoC30d
    bind_negative_smb3signGtoH2Xs bind_negative_smb3signGtoH2Xd
    signing-hmac-sha-256 signing-aes-128-cmac signing-aes-128-gmac
    encryption-aes-128-ccm encryption-aes-128-gcm encryption-aes-256-ccm encryption-aes-256-gcm ntlmssp_bug14932`),
  credits: words('session_setup_credits_granted single_req_credits_granted skipped_mid'),
  compound: words(`
    related1 related2 related5 related6 related8 related9 unrelated1 invalid1 invalid2 invalid3 invalid4
    interim1 interim2 compound-break create-write-close`),
  compound_async: words('flush_close flush_flush'),
  compound_find: words('compound_find_related compound_find_unrelated'),
  multichannel: words('generic.interface_info generic.num_channels'),
  ioctl: words(`
    network_interface_info req_resume_key req_two_resume_keys
    copy_chunk_simple copy_chunk_multi copy_chunk_tiny copy_chunk_overwrite copy_chunk_append copy_chunk_limits
    copy_chunk_bad_key copy_chunk_bad_access copy_chunk_write_access copy_chunk_src_exceed copy_chunk_src_exceed_multi
    copy_chunk_src_is_dest copy_chunk_src_is_dest_overlap copy_chunk_src_lock copy_chunk_dest_lock
    copy_chunk_sparse_dest copy_chunk_max_output_sz copy_chunk_zero_length
    copy_chunk_across_shares copy_chunk_across_shares2 copy_chunk_across_shares3`),
  read: words('eof access dir'),
  rw: words('rw1 rw2'),
  create: words(`
    multi delete open leading-slash impersonation mkdir-dup brlocked dir-alloc-size dosattr_tmp_dir`),
  getinfo: words('granted qfs_buffercheck qsec_buffercheck'),
  dir: words('find fixed one modify'),
  rename: words(`
    simple simple_nodelete no_sharing msword rename_dir_openfile rename_dir_bench
    share_delete_and_delete_access share_delete_no_delete_access no_share_delete_but_delete_access`),
  lock: words(`
    auto-unlock async cancel cancel-tdis cancel-logoff contend context errorcode lock multiple-unlock overlap range
    replay_smb3_specification_multi rw-exclusive rw-shared stacking truncate unlock zerobytelength zerobyteread`),
  notify: words(`
    basedir close dir double file handle-permissions invalid-reauth logoff overflow rec rmdir1 rmdir2 rmdir3 rmdir4
    session-reconnect tcon tcp tdis tdis1 valid-req`),
  oplock: words(`
    exclusive1 exclusive2 exclusive3 exclusive4 exclusive5 exclusive6 exclusive9
    batch3 batch4 batch5 batch7 batch8 batch13 batch14 batch16 batch19 batch21 batch24 batch25
    brl2 doc levelii502`),
  sharemode: words('sharemode-access access-sharemode bug14375'),
  'rpc.samba3': words('smb2-pipe-name smb2-reauth1 smb2-reauth2'),
  'rpc.bind': words(`
    ntlm,sign ntlm,sign,seal spnego,sign spnego,sign,seal
    bigendian,ntlm,sign bigendian,ntlm,sign,seal bigendian,spnego,sign bigendian,spnego,sign,seal`),
  'rpc.handles': ['lsarpc'],
  'rpc.lsa': words('lookupsids lookupnames'),
  'rpc.lsa-getuser': [''],
  '': words('tcon mkdir openattr sharemode deny sdread'),
};

/** The suites about logins, sessions and connections; the others are about files. */
export const aboutLogins: readonly string[] = words(`
  session credits compound compound_async multichannel rpc.samba3 rpc.bind rpc.handles rpc.lsa rpc.lsa-getuser`);

/** Tests that take from three seconds to two minutes: `npm run interop:torture` has them too. */
export const slow: Suites = {
  create: ['bench-path-contention-shared'],
  compound_find: ['compound_find_close'],
  dir: words('large-files many sorted'),
  multichannel: ['oplocks.test1'],
  notify: ['mask'],
  oplock: words(`
    batch1 batch2 batch6 batch9 batch9a batch10 batch11 batch12 batch15 batch20 batch22a batch23
    brl1 brl3 levelii501 statopen1`),
  rename: ['close-full-information'],
  '': words('maxfid secleak'),
};

/** Tests that smbd passes, and this server with the preset `samba` alone; the reasons are in the list of the others. */
export const passedAsSamba: Suites = {
  '': words('connect session-id'),
  session: words('two_logoff bind_invalid_auth bind_different_user'),
  read: ['position'],
  lock: ['valid-request'],
  oplock: ['levelii500'],
  compound: ['related3'],
  getinfo: ['fsinfo'],
  ioctl: words('compress_notsup_get compress_notsup_set'),
  notify: ['tree'],
  'rpc.samba3': ['lsa'],
};

/** The same where both sides require signing: what is answered then must be signed to be believed. */
export const passedSigned: Suites = {
  session: words('reconnect1 reconnect2 reauth1 reauth6 bind1'),
  'session-require-signing': ['bug15397'],
  compound: words('related1 interim2'),
  notify: ['tcon'],
};
