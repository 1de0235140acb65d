import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RpcListenerOptions","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/RpcListenerOptions.md","filePath":"reference/index/interfaces/RpcListenerOptions.md"}');
const _sfc_main = { name: "reference/index/interfaces/RpcListenerOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-rpclisteneroptions" tabindex="-1">Interface: RpcListenerOptions <a class="header-anchor" href="#interface-rpclisteneroptions" aria-label="Permalink to &quot;Interface: RpcListenerOptions&quot;">​</a></h1><p>DCE/RPC over TCP ([MS-RPCE] 2.1.1.1), with an endpoint mapper.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./CarrierListenerOptions.html"><code>CarrierListenerOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th><th>Inherited from</th></tr></thead><tbody><tr><td><a id="property-anonymous"></a> <code>anonymous?</code></td><td><code>readonly</code></td><td><code>&quot;accept&quot;</code> | <code>&quot;refuse&quot;</code></td><td>Whether an anonymous login may call anything but the endpoint mapper; default <code>refuse</code>.</td><td>-</td></tr><tr><td><a id="property-host"></a> <code>host?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Address to listen on; default: that of the server.</td><td><a href="./CarrierListenerOptions.html"><code>CarrierListenerOptions</code></a>.<a href="./CarrierListenerOptions.html#property-host"><code>host</code></a></td></tr><tr><td><a id="property-port"></a> <code>port?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>TCP port; default 0, which takes a free one.</td><td><a href="./CarrierListenerOptions.html"><code>CarrierListenerOptions</code></a>.<a href="./CarrierListenerOptions.html#property-port"><code>port</code></a></td></tr><tr><td><a id="property-proxyprotocol"></a> <code>proxyProtocol?</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>Addresses and networks of balancers, such as <code>10.0.0.5</code> and <code>fd00::/64</code>, from which every connection begins with a PROXY header; default: none. A client that has such an address can say that it is anybody.</td><td><a href="./CarrierListenerOptions.html"><code>CarrierListenerOptions</code></a>.<a href="./CarrierListenerOptions.html#property-proxyprotocol"><code>proxyProtocol</code></a></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/RpcListenerOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RpcListenerOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RpcListenerOptions as default
};
