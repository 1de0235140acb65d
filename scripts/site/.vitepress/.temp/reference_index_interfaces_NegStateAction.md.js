import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NegStateAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/NegStateAction.md","filePath":"reference/index/interfaces/NegStateAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/NegStateAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-negstateaction" tabindex="-1">Interface: NegStateAction <a class="header-anchor" href="#interface-negstateaction" aria-label="Permalink to &quot;Interface: NegStateAction&quot;">​</a></h1><p>The NegTokenResp tells another state.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;neg-state&quot;</code></td><td>-</td></tr><tr><td><a id="property-value"></a> <code>value</code></td><td><code>readonly</code></td><td>| <code>&quot;missing&quot;</code> | <code>&quot;accept-completed&quot;</code> | <code>&quot;accept-incomplete&quot;</code> | <code>&quot;reject&quot;</code> | <code>&quot;request-mic&quot;</code></td><td>The state that is told; <code>missing</code>: none is.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/NegStateAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NegStateAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NegStateAction as default
};
