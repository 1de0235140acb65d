import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RdpFailureAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/RdpFailureAction.md","filePath":"reference/index/interfaces/RdpFailureAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/RdpFailureAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-rdpfailureaction" tabindex="-1">Interface: RdpFailureAction <a class="header-anchor" href="#interface-rdpfailureaction" aria-label="Permalink to &quot;Interface: RdpFailureAction&quot;">​</a></h1><p>RDP&#39;s negotiation fails, and the connection ends.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-code"></a> <code>code</code></td><td><code>readonly</code></td><td><code>number</code></td><td>FailureCode of RDP_NEG_FAILURE ([MS-RDPBCGR] 2.2.1.2.2), such as 5: HYBRID_REQUIRED_BY_SERVER.</td></tr><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;rdp-failure&quot;</code></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/RdpFailureAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RdpFailureAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RdpFailureAction as default
};
