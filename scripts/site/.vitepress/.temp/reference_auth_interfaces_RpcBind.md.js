import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RpcBind","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/RpcBind.md","filePath":"reference/auth/interfaces/RpcBind.md"}');
const _sfc_main = { name: "reference/auth/interfaces/RpcBind.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-rpcbind" tabindex="-1">Interface: RpcBind <a class="header-anchor" href="#interface-rpcbind" aria-label="Permalink to &quot;Interface: RpcBind&quot;">​</a></h1><p>A bind or an alter_context over TCP (C706 12.6.4.1, 12.6.4.3).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-interfaces"></a> <code>interfaces</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>The interfaces that it asks for, by name or UUID; the first few.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;rpc-bind&quot;</code></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/RpcBind.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RpcBind = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RpcBind as default
};
