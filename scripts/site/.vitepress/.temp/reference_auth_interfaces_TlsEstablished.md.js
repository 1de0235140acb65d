import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TlsEstablished","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/TlsEstablished.md","filePath":"reference/auth/interfaces/TlsEstablished.md"}');
const _sfc_main = { name: "reference/auth/interfaces/TlsEstablished.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-tlsestablished" tabindex="-1">Interface: TlsEstablished <a class="header-anchor" href="#interface-tlsestablished" aria-label="Permalink to &quot;Interface: TlsEstablished&quot;">​</a></h1><p>The handshake of TLS is complete.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-cipher"></a> <code>cipher</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The cipher suite by its name in the standard, such as <code>TLS_AES_256_GCM_SHA384</code>.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;tls-established&quot;</code></td><td>-</td></tr><tr><td><a id="property-protocol"></a> <code>protocol</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Such as <code>TLSv1.3</code>.</td></tr><tr><td><a id="property-servername"></a> <code>serverName?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The host name that the client asked for (RFC 6066 3); absent: it named none.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/TlsEstablished.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TlsEstablished = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TlsEstablished as default
};
