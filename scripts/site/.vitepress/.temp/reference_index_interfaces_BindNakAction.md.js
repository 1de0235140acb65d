import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: BindNakAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/BindNakAction.md","filePath":"reference/index/interfaces/BindNakAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/BindNakAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-bindnakaction" tabindex="-1">Interface: BindNakAction <a class="header-anchor" href="#interface-bindnakaction" aria-label="Permalink to &quot;Interface: BindNakAction&quot;">​</a></h1><p>A bind_nak stands in place of the answer ([MS-RPCE] 2.2.2.9).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;bind-nak&quot;</code></td><td>-</td></tr><tr><td><a id="property-reason"></a> <code>reason</code></td><td><code>readonly</code></td><td><code>number</code></td><td>p_reject_reason_t, such as 8: the authentication type is not recognized.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/BindNakAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const BindNakAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  BindNakAction as default
};
