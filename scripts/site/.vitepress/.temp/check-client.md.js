import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"The scorecard","description":"","frontmatter":{"title":"The scorecard"},"headers":[],"relativePath":"check-client.md","filePath":"check-client.md"}');
const _sfc_main = { name: "check-client.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="the-scorecard" tabindex="-1">The scorecard <a class="header-anchor" href="#the-scorecard" aria-label="Permalink to &quot;The scorecard&quot;">​</a></h1><p><code>check-client</code> runs your own client once for each case, each time against a server of its own, and judges it by what crossed the wire and how the command ended. The command stands behind <code>--</code>; words in braces are filled in, without a shell:</p><div class="language-console vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">console</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ smb2-auth-server check-client --carrier http --only refusals,baseline/default,baseline/ntlm-with-mic \\</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">    -- curl -sS --fail --ntlm -u &#39;{user}:{password}&#39; &#39;{url}&#39;; echo &quot;exit code $?&quot;</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">secure          baseline/default</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">broken          baseline/ntlm-with-mic  [ntlm-mic-missing] The password is right, but the MIC that is required or announced is not there. …</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">secure          refusals/wrong-password</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">secure          refusals/disabled</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">…</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">7 secure, 1 broken</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">exit code 1</span></span></code></pre></div><p>A client of SMB has more to show, for instance which sessions it takes up again:</p><div class="language-console vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">console</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ smb2-auth-server check-client --only refusals/session-expired,refusals/share-gone,attacks/unsigned-success \\</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">    -- smbclient &#39;{unc}&#39; -p &#39;{port}&#39; -U &#39;{user}%{password}&#39; -c ls</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">broken          refusals/session-expired  It did not bear it: exit code 1.</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">secure          refusals/share-gone</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">secure          attacks/unsigned-success</span></span>
<span class="line"></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">broken  refusals/session-expired: Session expired</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  It did not bear it: exit code 1.</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  A server whose sessions end with the tickets that began them. A good client does its work all the same. It authenticates the session again, and repeats the request that was refused. ([MS-SMB2] 3.2.5.1.6)</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">    | NT_STATUS_NETWORK_SESSION_EXPIRED listing \\*</span></span>
<span class="line"></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">2 secure, 1 broken</span></span></code></pre></div><ul><li><strong>What it tries.</strong> <code>baseline</code>: every dialect, cipher and signing algorithm by itself, signatures and encryption demanded, with <code>--test-realm</code> Kerberos alone. <code>refusals</code>: wrong password, disabled, locked, expired, no such share, no access. <code>attacks</code>, <code>old</code> and <code>overload</code>: each preset of <a href="./faults.html">FAULTS.md</a>. <code>--list</code> has them all, <code>--only</code> takes groups, ids and <code>baseline/smb-*</code>.</li><li><strong>What it says.</strong> <code>secure</code>: as a good client; <code>insecure</code>: it accepted what it should have refused; <code>broken</code>: it refused what it should have borne, or ended as if all were well where nothing was; <code>crashed</code>: by a signal, or with <code>--crash-words</code>; <code>hung</code>: not over within <code>--timeout</code>. <code>not-reached</code> and <code>not-applicable</code> say nothing about the client, because it never came to the step or does not speak the variant, and never count as secure.</li><li><strong>Your command</strong> must end with exit code 0 when all went well, and only then; a first look says at once when it does not, or does not get in at all. Placeholders: <code>{host}</code>, <code>{address}</code>, <code>{port}</code>, <code>{user}</code>, <code>{password}</code>, <code>{domain}</code>, <code>{share}</code>, <code>{file}</code> (a file there), <code>{unc}</code>, <code>{url}</code>, <code>{ccache}</code>, <code>{krb5conf}</code>; with a test realm <code>{host}</code> is the name that tickets are for, and <code>KRB5_CONFIG</code> and <code>KRB5CCNAME</code> are set. The more it does on the share, the more is seen. Passwords are made up for each run.</li><li><strong>Well-known clients.</strong> <a href="./scorecards.html">SCORECARDS.md</a> has what was seen of smbclient, impacket, curl and four clients of the npm registry; <code>npm run scorecards</code> makes it anew.</li><li><strong>In CI.</strong> <code>--report FILE</code> as <code>.json</code>, <code>.xml</code> (JUnit) or <code>.html</code>, repeatable; exit code 1 for any verdict against the client, or with <code>--baseline FILE</code>, an earlier JSON report, for what got worse alone. <code>--jobs</code> runs at once; <code>--config</code>, <code>--preset</code> and <code>--accept-ntlmv1</code> make the servers such that a weaker client gets in.</li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("check-client.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const checkClient = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  checkClient as default
};
