import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ResponseTokenAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/ResponseTokenAction.md","filePath":"reference/index/interfaces/ResponseTokenAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/ResponseTokenAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-responsetokenaction" tabindex="-1">Interface: ResponseTokenAction <a class="header-anchor" href="#interface-responsetokenaction" aria-label="Permalink to &quot;Interface: ResponseTokenAction&quot;">​</a></h1><p>The NegTokenResp has no token of the mechanism, or an empty one.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;response-token&quot;</code></td><td>-</td></tr><tr><td><a id="property-value"></a> <code>value</code></td><td><code>readonly</code></td><td><code>&quot;missing&quot;</code> | <code>&quot;empty&quot;</code></td><td><code>empty</code>: the token is there, and has no bytes.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/ResponseTokenAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ResponseTokenAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ResponseTokenAction as default
};
