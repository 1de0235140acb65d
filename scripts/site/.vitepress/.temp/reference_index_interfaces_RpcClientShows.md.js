import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RpcClientShows","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/RpcClientShows.md","filePath":"reference/index/interfaces/RpcClientShows.md"}');
const _sfc_main = { name: "reference/index/interfaces/RpcClientShows.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-rpcclientshows" tabindex="-1">Interface: RpcClientShows <a class="header-anchor" href="#interface-rpcclientshows" aria-label="Permalink to &quot;Interface: RpcClientShows&quot;">​</a></h1><p>The message that each client of RPC over TCP shows its user.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-impacket"></a> <code>impacket</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The programs of impacket, and those that are made with it.</td></tr><tr><td><a id="property-rpcclient"></a> <code>rpcclient</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Samba&#39;s rpcclient with <code>ncacn_ip_tcp:</code>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/RpcClientShows.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RpcClientShows = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RpcClientShows as default
};
