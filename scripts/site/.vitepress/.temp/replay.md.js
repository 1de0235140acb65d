import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Record and replay","description":"","frontmatter":{"title":"Record and replay"},"headers":[],"relativePath":"replay.md","filePath":"replay.md"}');
const _sfc_main = { name: "replay.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="record-and-replay" tabindex="-1">Record and replay <a class="header-anchor" href="#record-and-replay" aria-label="Permalink to &quot;Record and replay&quot;">​</a></h1><p><code>--record FILE</code> keeps whole connections as a transcript; <code>replay FILE</code> plays the client&#39;s side again, to a server that it makes with the recorded options, randomness and clock. Every answer must have the same bytes, so that a bug report becomes a file that a maintainer runs:</p><div class="language-console vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">console</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ smb2-auth-server serve --user alice:secret --share data --record login.jsonl &amp;</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">Listening on 127.0.0.1:4455</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">…</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ smbclient //127.0.0.1/data -p 4455 -U alice%secret -c ls</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">…</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ kill %1; </span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">wait</span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;"> %1</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ smb2-auth-server replay login.jsonl --user alice:wrong</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">Recorded 2026-11-29T05:55:15.627Z by version 0.1.0, without secrets; 1 connection to play</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">✗ connection 1: 2 of 12 answers as recorded</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  message 3, SESSION_SETUP response: Status is STATUS_LOGON_FAILURE; recorded: STATUS_SUCCESS</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  9 more differ after it</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">1 of 1 connection went differently.</span></span></code></pre></div><ul><li>The file is JSON lines with mode 0600, each line written before the server goes on, so that a crash leaves all of it but the last line. It ends at 256 MiB, which it says in its last line and in the log. <code>smb2-auth-server/transcript.schema.json</code> has the schema of a line. Bytes are hexadecimal; a program gives <code>createServer({ transcript: new Transcript({ write }) })</code>.</li><li>Without <code>--record-secrets</code> it holds no password, hash or key, but the NTLM responses of the clients, against which passwords can be guessed, and names and addresses, which are inside the bytes and cannot be taken out. Treat it as a capture. With secrets, anybody who has the file can log in as the users in it.</li><li>A login that was accepted cannot be verified without its secret: <code>replay</code> says up to where it compared. <code>--user NAME:PASSWORD</code> gives the password, <code>--keytab</code> the keys of Kerberos, which no transcript has. Refusals of unknown names and wrong passwords, and guests, need no secret.</li><li>Answers about files differ in times and numbers that the file system gives: these are told apart, inside encryption too. The contents of directories, a program&#39;s own shares, mechanisms and account store, and faults that are added while it runs, are not in the file. SMB, HTTP in the clear and RPC over TCP are played; what TLS carried is kept, and cannot be.</li><li><code>--to HOST:PORT</code> sends to another server. Its own choices (GUID, challenge, SessionId) may differ; it cannot accept the recorded proof, which answers another challenge, unless it is <code>replay --as server</code>.</li><li><code>--as server</code> listens on loopback and names the first field in which a client differs from the recorded one; values that clients choose at random may differ. A client&#39;s signature depends on its own random values, so that recorded answers cannot verify there: with secrets, or <code>--user</code>, it is a real server with the recorded randomness and clock. Without, it repeats the recorded bytes under the client&#39;s MessageIds. A refusal is the same then; a client that was let in will find the signature wrong.</li><li><code>--connection N</code> plays one of them, <code>--real-time</code> keeps the pauses of the recording where it plays recorded bytes, and <code>--json</code> is for programs. Exit code 1: something is not as recorded.</li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("replay.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const replay = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  replay as default
};
