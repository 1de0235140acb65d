import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TlsOptions","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/TlsOptions.md","filePath":"reference/index/interfaces/TlsOptions.md"}');
const _sfc_main = { name: "reference/index/interfaces/TlsOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-tlsoptions" tabindex="-1">Interface: TlsOptions <a class="header-anchor" href="#interface-tlsoptions" aria-label="Permalink to &quot;Interface: TlsOptions&quot;">​</a></h1><p>The certificate of a listener that speaks TLS. Without any key, one is made when the server starts.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-certificate"></a> <code>certificate?</code></td><td><code>readonly</code></td><td><code>string</code> | <code>Buffer</code>&lt;<code>ArrayBufferLike</code>&gt;</td><td>The certificate in PEM, and behind it those of its issuers, each behind the one it issued; needs <code>key</code>.</td></tr><tr><td><a id="property-generate"></a> <code>generate?</code></td><td><code>readonly</code></td><td><a href="./../type-aliases/KeyKind.html"><code>KeyKind</code></a></td><td>The key of a certificate that is made at the start and signs itself: RSA of 2048 bits, or ECDSA on P-256. Default: <code>rsa</code> for CredSSP, because old clients know nothing else, and <code>ecdsa</code> for HTTP. Excludes <code>certificate</code>.</td></tr><tr><td><a id="property-key"></a> <code>key?</code></td><td><code>readonly</code></td><td><code>string</code> | <code>Buffer</code>&lt;<code>ArrayBufferLike</code>&gt;</td><td>The private key of the first certificate, in PEM, not encrypted; needs <code>certificate</code>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/TlsOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TlsOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TlsOptions as default
};
