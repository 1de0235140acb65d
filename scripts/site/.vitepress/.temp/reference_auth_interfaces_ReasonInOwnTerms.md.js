import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ReasonInOwnTerms","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/ReasonInOwnTerms.md","filePath":"reference/auth/interfaces/ReasonInOwnTerms.md"}');
const _sfc_main = { name: "reference/auth/interfaces/ReasonInOwnTerms.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-reasoninownterms" tabindex="-1">Interface: ReasonInOwnTerms <a class="header-anchor" href="#interface-reasoninownterms" aria-label="Permalink to &quot;Interface: ReasonInOwnTerms&quot;">​</a></h1><p>The text of a common reason in the terms of one mechanism.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-advice"></a> <code>advice</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The advice.</td></tr><tr><td><a id="property-sentence"></a> <code>sentence</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The event, in one sentence.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/ReasonInOwnTerms.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ReasonInOwnTerms = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ReasonInOwnTerms as default
};
