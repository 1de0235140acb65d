import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Remote Desktop","description":"","frontmatter":{"title":"Remote Desktop"},"headers":[],"relativePath":"remote-desktop.md","filePath":"remote-desktop.md"}');
const _sfc_main = { name: "remote-desktop.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="remote-desktop" tabindex="-1">Remote Desktop <a class="header-anchor" href="#remote-desktop" aria-label="Permalink to &quot;Remote Desktop&quot;">​</a></h1><p>A login of Remote Desktop fails with one sentence (“The logon attempt failed”, <code>ERRCONNECT_LOGON_FAILURE</code>), whatever the cause. The same login to this server is told apart:</p><div class="language-console vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">console</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ smb2-auth-server serve --no-smb --user alice:secret --credssp 3389 &amp;</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">CredSSP on 127.0.0.1:3389</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  SHA-256 of its certificate: e4dee16952be4dc3ed3508f54c5f605956cd607ccbe26550a74e193496a3cca3</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  SHA-256 of its key: a31ec4bc5e9b632493547eb80b4ceae956756564a4665d9b5075a772653eadfe</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  xfreerdp /v:127.0.0.1:3389 /u:alice /cert:ignore +auth-only</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ xvfb-run -a xfreerdp /v:127.0.0.1:3389 /u:alice /p:secret /cert:ignore +auth-only </span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">&gt;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;"> rdp.log </span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">2&gt;&amp;1</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">02:47:59  ACCEPTED  “alice” from 127.0.0.1:34938  [accepted]</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          The login was accepted. It is “SMB2AUTH\\alice”. Proved with NTLMv2, over CredSSP 6 in TLS</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          1.3. It came behind RDP’s negotiation, with cookie “alice”.</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          CredSSP 6 · RDP · TLS 1.3 · without SPNEGO · NTLMv2 · MIC valid · OS 6.1 build 7601 ·</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          workstation “vm” · 121.9 ms</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ xvfb-run -a xfreerdp /v:127.0.0.1:3389 /u:alice /p:Secret /cert:ignore +auth-only </span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">&gt;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;"> rdp.log </span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">2&gt;&amp;1</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">02:48:03  REFUSED  “alice” from 127.0.0.1:34952  [mangled-password, STATUS_LOGON_FAILURE]</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          …</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ grep -o </span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;">&#39;ERRCONNECT[A-Z_]*&#39;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;"> rdp.log </span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">|</span><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;"> head</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> -1</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">ERRCONNECT_LOGON_FAILURE</span></span></code></pre></div><p>(<code>xvfb-run</code> gives xfreerdp the display that it wants before it connects; on a desktop leave it out.)</p><p>CredSSP is the login of Remote Desktop with Network Level Authentication, bare or behind RDP’s negotiation, with NTLM, Kerberos or SPNEGO inside. A client proves that the key of the TLS connection is that of the server it talks to, and then delegates a password, which is compared with that of the account, kept nowhere and wiped. Versions below 5 bind the key without a nonce and are refused by default; impacket and rdesktop have version 2, and need <code>credssp.minVersion</code> 2 (<code>SMB2_AUTH_CREDSSP_MIN_VERSION=2</code>). There is no desktop behind the login: xfreerdp ends with <code>ERRCONNECT_CONNECT_TRANSPORT_FAILED</code> after one that was accepted, too.</p><p>What can be set is <code>credssp</code> of <a href="./configuration.html">the configuration file</a>: <code>minVersion</code>, <code>verifyPassword</code>, <code>tls</code>, and <code>proxyProtocol</code> behind a balancer. In a program it is <code>createServer({ credssp: { port: 3389 } })</code>. The findings <code>credssp-old-version</code>, <code>tls-only-rdp</code> and <code>delegates-credentials</code> of <a href="./audit.html">an audit</a> are about such clients, and the presets of <a href="./faults.html">FAULTS.md</a> have failures of this carrier as well.</p><h2 id="with-kerberos" tabindex="-1">With Kerberos <a class="header-anchor" href="#with-kerberos" aria-label="Permalink to &quot;With Kerberos&quot;">​</a></h2><p>With <a href="./kerberos.html">a test realm</a> there are tickets for <code>TERMSRV/…</code>, and the line to paste says how; the realm’s <code>krb5.conf</code> goes into <code>KRB5_CONFIG</code>. <code>smb2-auth-server serve --test-realm EXAMPLE.TEST --credssp 3389</code> needs no more.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("remote-desktop.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const remoteDesktop = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  remoteDesktop as default
};
