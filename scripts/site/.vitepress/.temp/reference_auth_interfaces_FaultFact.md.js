import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FaultFact","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/FaultFact.md","filePath":"reference/auth/interfaces/FaultFact.md"}');
const _sfc_main = { name: "reference/auth/interfaces/FaultFact.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-faultfact" tabindex="-1">Interface: FaultFact <a class="header-anchor" href="#interface-faultfact" aria-label="Permalink to &quot;Interface: FaultFact&quot;">​</a></h1><p>A scripted fault happened.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-effect"></a> <code>effect</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Its effect in words, such as <code>status STATUS_ACCESS_DENIED</code>.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;fault&quot;</code></td><td>-</td></tr><tr><td><a id="property-name"></a> <code>name</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The name of the fault.</td></tr><tr><td><a id="property-step"></a> <code>step</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The step at which it happened.</td></tr><tr><td><a id="property-told"></a> <code>told?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The NTSTATUS that the client got, where the server’s own answer has another; absent: it has the same.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/FaultFact.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FaultFact = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FaultFact as default
};
