import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"A certificate for development","description":"","frontmatter":{"title":"A certificate for development"},"headers":[],"relativePath":"development-certificate.md","filePath":"development-certificate.md"}');
const _sfc_main = { name: "development-certificate.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="certs" tabindex="-1">certs <a class="header-anchor" href="#certs" aria-label="Permalink to &quot;certs&quot;">​</a></h1><p>A certificate for development: <code>node scripts/make-dev-certificate.mjs [HOST…]</code> makes one here that signs itself, <code>dev-certificate.pem</code>, and its key, <code>dev-key.pem</code> (mode 0600). Git ignores both; a private key is never committed.</p><p>The listeners of CredSSP and HTTP read it, by flags or by the keys <code>credssp.tls</code> and <code>http.tls</code> of a configuration file:</p><div class="language-sh vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">sh</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;">smb2-auth-server</span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;"> serve</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> --user</span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;"> alice:secret</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> --credssp</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> 3389</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> --http</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> 8443</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> --tls</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> \\</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  --tls-certificate</span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;"> certs/dev-certificate.pem</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> --tls-key</span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;"> certs/dev-key.pem</span></span></code></pre></div><p>Without a certificate the server makes one at its start: RSA with 2048 bits for CredSSP, which old clients of Remote Desktop need, and ECDSA on P-256 for HTTPS. Make one here for a client that is told whom to trust (<code>curl --cacert</code>), or that asks once and remembers the answer (<code>xfreerdp /cert:tofu</code>). With <code>--rsa</code> the script makes an RSA key.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("development-certificate.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const developmentCertificate = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  developmentCertificate as default
};
