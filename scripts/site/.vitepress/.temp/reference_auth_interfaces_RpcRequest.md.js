import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RpcRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/RpcRequest.md","filePath":"reference/auth/interfaces/RpcRequest.md"}');
const _sfc_main = { name: "reference/auth/interfaces/RpcRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-rpcrequest" tabindex="-1">Interface: RpcRequest <a class="header-anchor" href="#interface-rpcrequest" aria-label="Permalink to &quot;Interface: RpcRequest&quot;">​</a></h1><p>The first request PDU after the login that its security context let through. Reported once for a login.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;rpc-request&quot;</code></td><td>-</td></tr><tr><td><a id="property-opnum"></a> <code>opnum</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The operation of the interface.</td></tr><tr><td><a id="property-protection"></a> <code>protection</code></td><td><code>readonly</code></td><td><a href="./../type-aliases/RpcProtection.html"><code>RpcProtection</code></a></td><td>The protection of the request.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/RpcRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RpcRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RpcRequest as default
};
