import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RpcRequestRefused","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/RpcRequestRefused.md","filePath":"reference/auth/interfaces/RpcRequestRefused.md"}');
const _sfc_main = { name: "reference/auth/interfaces/RpcRequestRefused.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-rpcrequestrefused" tabindex="-1">Interface: RpcRequestRefused <a class="header-anchor" href="#interface-rpcrequestrefused" aria-label="Permalink to &quot;Interface: RpcRequestRefused&quot;">​</a></h1><p>A request PDU whose signature is wrong or missing ([MS-RPCE] 3.3.1.5.2.2), reported instead of <a href="./RpcRequest.html">RpcRequest</a>. It is the last fact of the login.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;rpc-request-refused&quot;</code></td><td>-</td></tr><tr><td><a id="property-opnum"></a> <code>opnum</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The operation of the interface.</td></tr><tr><td><a id="property-signature"></a> <code>signature</code></td><td><code>readonly</code></td><td><code>&quot;invalid&quot;</code> | <code>&quot;missing&quot;</code></td><td>The fault of the signature.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/RpcRequestRefused.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RpcRequestRefused = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RpcRequestRefused as default
};
