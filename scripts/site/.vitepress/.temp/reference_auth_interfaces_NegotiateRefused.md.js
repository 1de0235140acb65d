import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NegotiateRefused","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/NegotiateRefused.md","filePath":"reference/auth/interfaces/NegotiateRefused.md"}');
const _sfc_main = { name: "reference/auth/interfaces/NegotiateRefused.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-negotiaterefused" tabindex="-1">Interface: NegotiateRefused <a class="header-anchor" href="#interface-negotiaterefused" aria-label="Permalink to &quot;Interface: NegotiateRefused&quot;">​</a></h1><p>A NEGOTIATE that no login can follow.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-detail"></a> <code>detail</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The faulty field or context, in words.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;negotiate-refused&quot;</code></td><td>-</td></tr><tr><td><a id="property-section"></a> <code>section</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The section of the rule, such as <code>[MS-SMB2] 3.3.5.4</code>.</td></tr><tr><td><a id="property-status"></a> <code>status</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The status of the answer.</td></tr><tr><td><a id="property-why"></a> <code>why</code></td><td><code>readonly</code></td><td><code>&quot;no-common-dialect&quot;</code> | <code>&quot;context-invalid&quot;</code></td><td>The rule that was broken.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/NegotiateRefused.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NegotiateRefused = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NegotiateRefused as default
};
