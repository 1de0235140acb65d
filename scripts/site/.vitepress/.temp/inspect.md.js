import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Look into a capture","description":"","frontmatter":{"title":"Look into a capture"},"headers":[],"relativePath":"inspect.md","filePath":"inspect.md"}');
const _sfc_main = { name: "inspect.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="look-into-a-capture" tabindex="-1">Look into a capture <a class="header-anchor" href="#look-into-a-capture" aria-label="Permalink to &quot;Look into a capture&quot;">​</a></h1><p>A capture of tcpdump or Wireshark, the bytes of a TCP connection, a token from an HTTP header: <code>inspect</code> says what is in it, and marks what a strict server refuses. Nothing is served, and nothing leaves the machine.</p><div class="language-console vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">console</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ smb2-auth-server inspect TlRMTVNTUAABAAAAB4IIogAAAAAAAAAAAAAAAAAAAAAKAGFKAAAADw</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">=</span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;">=</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">NTLM NEGOTIATE_MESSAGE</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  NegotiateFlags  UNICODE, OEM, REQUEST_TARGET, NTLM, ALWAYS_SIGN, EXTENDED_SESSIONSECURITY, VERSION, ENCRYPTION_128, ENCRYPTION_56</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  Version         0a00614a0000000f</span></span></code></pre></div><p>Here the capture is made by the server itself (<code>--capture</code>, on <code>serve</code>, <code>diagnose</code> and <code>audit</code>); each of its packets has a comment on what came of it, which Wireshark shows as well:</p><div class="language-console vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">console</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ smb2-auth-server serve --user alice:secret --share scans --capture logins.pcapng &amp;</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">Listening on 127.0.0.1:4455</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">…</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ smbclient //127.0.0.1/scans -p 4455 -U alice%Secret -c exit</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">session setup failed: NT_STATUS_LOGON_FAILURE</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ kill %1; </span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">wait</span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;"> %1</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ smb2-auth-server inspect logins.pcapng</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">Connection of 127.0.0.1:43308 to 127.0.0.1:445</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  SMB2 NEGOTIATE request</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">    Flags              none</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">    …</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">    Dialects           2.0.2, 2.1, 3.0, 3.0.2, 3.1.1</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">    SecurityMode       SIGNING_ENABLED</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">    …</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  SMB2 SESSION_SETUP request</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">    …</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">      NTLM NEGOTIATE_MESSAGE</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">    …</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  SMB2 SESSION_SETUP response</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">    Status         STATUS_LOGON_FAILURE</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">    …</span></span></code></pre></div><p>The password proves more: whether the response was made with it, or with which mistake; whether the MIC and the signatures are right; and what was encrypted is decrypted.</p><div class="language-console vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">console</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ smb2-auth-server inspect logins.pcapng --password secret </span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">|</span><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;"> grep</span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;"> &#39;refused&#39;</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          ✗ refused: the proof is right only with the first letter in upper case, as phones write it (mangled-password) ([MS-NLMP] 3.2.5.1.2)</span></span></code></pre></div><p>For Kerberos, <code>--keytab FILE</code> opens tickets. Responses are cut short unless <code>--reveal</code> asks for all of them: passwords can be guessed against them. Exit code 1 means that a strict server would refuse something. <code>--json</code> is for programs, and <code>-</code> reads stdin.</p><h2 id="in-wireshark" tabindex="-1">In Wireshark <a class="header-anchor" href="#in-wireshark" aria-label="Permalink to &quot;In Wireshark&quot;">​</a></h2><p><code>--capture-keys</code> writes the session keys beside the capture, as lines that Wireshark takes (<em>Edit → Preferences → Protocols → SMB2 → Secret session keys</em>), or that <code>tshark</code> takes on its command line. They decrypt what the sessions said, so that the flag warns.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("inspect.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const inspect = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  inspect as default
};
