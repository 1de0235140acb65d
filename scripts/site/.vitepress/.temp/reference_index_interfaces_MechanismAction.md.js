import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: MechanismAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/MechanismAction.md","filePath":"reference/index/interfaces/MechanismAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/MechanismAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-mechanismaction" tabindex="-1">Interface: MechanismAction <a class="header-anchor" href="#interface-mechanismaction" aria-label="Permalink to &quot;Interface: MechanismAction&quot;">​</a></h1><p>The NegTokenResp names another mechanism than the one that goes on.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;mechanism&quot;</code></td><td>-</td></tr><tr><td><a id="property-supported"></a> <code>supported</code></td><td><code>readonly</code></td><td><code>&quot;missing&quot;</code> | <a href="./../type-aliases/OfferedMechanism.html"><code>OfferedMechanism</code></a></td><td>SupportedMech; <code>missing</code>: none is named.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/MechanismAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const MechanismAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  MechanismAction as default
};
