import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Other carriers","description":"","frontmatter":{"title":"Other carriers"},"headers":[],"relativePath":"carriers.md","filePath":"carriers.md"}');
const _sfc_main = { name: "carriers.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="other-carriers" tabindex="-1">Other carriers <a class="header-anchor" href="#other-carriers" aria-label="Permalink to &quot;Other carriers&quot;">​</a></h1><p>The mechanisms that log in to a share log in elsewhere, too, and fail there with even fewer words. Each carrier is served where it is asked for, beside SMB or, with <code>--no-smb</code>, instead of it; accounts, policy, limits, records, captures and audits are the same. The server prints a line to paste for each:</p><div class="language-console vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">console</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ sudo smb2-auth-server serve --user alice:secret --credssp 3389 --http 8443 --tls --rpc 135 &amp;</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">Listening on 127.0.0.1:4455</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">CredSSP on 127.0.0.1:3389</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  SHA-256 of its certificate: e4dee16952be4dc3ed3508f54c5f605956cd607ccbe26550a74e193496a3cca3</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  SHA-256 of its key: a31ec4bc5e9b632493547eb80b4ceae956756564a4665d9b5075a772653eadfe</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  xfreerdp /v:127.0.0.1:3389 /u:alice /cert:ignore +auth-only</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">HTTPS on 127.0.0.1:8443</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  SHA-256 of its certificate: 9643b35d5f90552d509d520370e8f659af8cd93e0ff7804d3133b9bed571ab34</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  curl --insecure --ntlm -u alice https://127.0.0.1:8443/</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">RPC on 127.0.0.1:135</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  rpcclient -U alice &#39;ncacn_ip_tcp:127.0.0.1[sign]&#39; -c &#39;lookupnames alice&#39;</span></span></code></pre></div><p>TLS is 1.2 or 1.3, without resumption and without client certificates. The certificate is yours (<a href="./development-certificate.html">certs</a> has a script that makes one), or one that is made at the start; a key of another certificate, an encrypted one and a chain in the wrong order are told then. In a program the carriers are <code>credssp</code>, <code>http</code> and <code>rpc</code> of <code>createServer</code>, <code>listen: null</code> leaves SMB out, and <code>server.addresses</code> says where each listens: <code>smb</code>, <code>credssp</code>, <code>http</code> or, with TLS, <code>https</code>, and <code>rpc</code>.</p><ul><li><a href="./remote-desktop.html">Remote Desktop</a>: CredSSP, with or without RDP’s negotiation in front.</li><li><a href="./http.html">HTTP</a>: <code>Negotiate</code> and <code>NTLM</code>, as a server or a proxy, with or without TLS.</li><li>RPC over TCP: below.</li></ul><p>With <code>--test-realm</code> the KDC has tickets for these carriers, too (<code>HTTP/…</code>, <code>TERMSRV/…</code>), and the lines to paste say how.</p><h2 id="rpc-over-tcp" tabindex="-1">RPC over TCP <a class="header-anchor" href="#rpc-over-tcp" aria-label="Permalink to &quot;RPC over TCP&quot;">​</a></h2><p>It has an endpoint mapper and the services of the pipes (<code>lsarpc</code>, <code>srvsvc</code>, <code>wkssvc</code>) on one port, with NTLM, Kerberos and SPNEGO at every level. Samba’s rpcclient asks the endpoint mapper on port 135 and knows no other; impacket takes any port. Calls without a login are refused unless <code>rpc.anonymous</code> says otherwise.</p><div class="language-console vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">console</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ sudo smb2-auth-server serve --no-smb --user alice:secret --rpc 135 &amp;</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">RPC on 127.0.0.1:135</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  rpcclient -U alice &#39;ncacn_ip_tcp:127.0.0.1[sign]&#39; -c &#39;lookupnames alice&#39;</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ rpcclient -U alice%secret </span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;">&#39;ncacn_ip_tcp:127.0.0.1[sign]&#39;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;"> -c </span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;">&#39;lookupnames alice&#39;</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">alice S-1-5-21-1637485845-3761719250-641898972-269167003 (User: 1)</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">03:01:12  ACCEPTED  “WORKGROUP\\alice” from 127.0.0.1:40112  [accepted]</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          The login was accepted. It is “SMB2AUTH\\alice”. Proved with NTLMv2, over RPC. …</span></span></code></pre></div></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("carriers.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const carriers = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  carriers as default
};
