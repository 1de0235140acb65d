import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TlsAlertAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/TlsAlertAction.md","filePath":"reference/index/interfaces/TlsAlertAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/TlsAlertAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-tlsalertaction" tabindex="-1">Interface: TlsAlertAction <a class="header-anchor" href="#interface-tlsalertaction" aria-label="Permalink to &quot;Interface: TlsAlertAction&quot;">​</a></h1><p>A fatal alert of TLS instead of the handshake.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-alert"></a> <code>alert?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>AlertDescription (RFC 8446 6); default 40, handshake_failure.</td></tr><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;tls-alert&quot;</code></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/TlsAlertAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TlsAlertAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TlsAlertAction as default
};
