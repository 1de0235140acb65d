import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TlsFailed","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/TlsFailed.md","filePath":"reference/auth/interfaces/TlsFailed.md"}');
const _sfc_main = { name: "reference/auth/interfaces/TlsFailed.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-tlsfailed" tabindex="-1">Interface: TlsFailed <a class="header-anchor" href="#interface-tlsfailed" aria-label="Permalink to &quot;Interface: TlsFailed&quot;">​</a></h1><p>The handshake of TLS failed, or the connection broke inside TLS.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-code"></a> <code>code</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The alert of the client, such as <code>alert-unknown-ca</code>, our reason, such as <code>no-shared-cipher</code>, or another code.</td></tr><tr><td><a id="property-detail"></a> <code>detail</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The error in words, without a full stop.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;tls-failed&quot;</code></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/TlsFailed.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TlsFailed = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TlsFailed as default
};
