import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RpcLoginInfo","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/RpcLoginInfo.md","filePath":"reference/index/interfaces/RpcLoginInfo.md"}');
const _sfc_main = { name: "reference/index/interfaces/RpcLoginInfo.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-rpclogininfo" tabindex="-1">Interface: RpcLoginInfo <a class="header-anchor" href="#interface-rpclogininfo" aria-label="Permalink to &quot;Interface: RpcLoginInfo&quot;">​</a></h1><p>The first token of an RPC bind or alter_context over TCP ([MS-RPCE] 3.3.1.5.2.1).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-carrier"></a> <code>carrier</code></td><td><code>readonly</code></td><td><code>&quot;rpc&quot;</code></td><td>-</td></tr><tr><td><a id="property-interface"></a> <code>interface</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The interface that the bind asks for first: its name, such as <code>lsarpc</code>, or else its UUID.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/RpcLoginInfo.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RpcLoginInfo = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RpcLoginInfo as default
};
