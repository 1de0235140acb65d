import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RpcFaultAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/RpcFaultAction.md","filePath":"reference/index/interfaces/RpcFaultAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/RpcFaultAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-rpcfaultaction" tabindex="-1">Interface: RpcFaultAction <a class="header-anchor" href="#interface-rpcfaultaction" aria-label="Permalink to &quot;Interface: RpcFaultAction&quot;">​</a></h1><p>A fault PDU stands in place of the answer (C706 12.6.4.7).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;rpc-fault&quot;</code></td><td>-</td></tr><tr><td><a id="property-status"></a> <code>status</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Its status, such as 0x5 (access denied) or 0x1c010003 (nca_unk_if).</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/RpcFaultAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RpcFaultAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RpcFaultAction as default
};
