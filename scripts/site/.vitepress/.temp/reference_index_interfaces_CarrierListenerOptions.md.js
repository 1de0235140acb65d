import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CarrierListenerOptions","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/CarrierListenerOptions.md","filePath":"reference/index/interfaces/CarrierListenerOptions.md"}');
const _sfc_main = { name: "reference/index/interfaces/CarrierListenerOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-carrierlisteneroptions" tabindex="-1">Interface: CarrierListenerOptions <a class="header-anchor" href="#interface-carrierlisteneroptions" aria-label="Permalink to &quot;Interface: CarrierListenerOptions&quot;">​</a></h1><p>Where a carrier besides SMB is listened for.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./CredSspListenerOptions.html"><code>CredSspListenerOptions</code></a></li><li><a href="./HttpListenerOptions.html"><code>HttpListenerOptions</code></a></li><li><a href="./RpcListenerOptions.html"><code>RpcListenerOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-host"></a> <code>host?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Address to listen on; default: that of the server.</td></tr><tr><td><a id="property-port"></a> <code>port?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>TCP port; default 0, which takes a free one.</td></tr><tr><td><a id="property-proxyprotocol"></a> <code>proxyProtocol?</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>Addresses and networks of balancers, such as <code>10.0.0.5</code> and <code>fd00::/64</code>, from which every connection begins with a PROXY header; default: none. A client that has such an address can say that it is anybody.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/CarrierListenerOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CarrierListenerOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CarrierListenerOptions as default
};
