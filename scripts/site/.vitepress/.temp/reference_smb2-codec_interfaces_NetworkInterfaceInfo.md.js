import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NetworkInterfaceInfo","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/NetworkInterfaceInfo.md","filePath":"reference/smb2-codec/interfaces/NetworkInterfaceInfo.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/NetworkInterfaceInfo.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-networkinterfaceinfo" tabindex="-1">Interface: NetworkInterfaceInfo <a class="header-anchor" href="#interface-networkinterfaceinfo" aria-label="Permalink to &quot;Interface: NetworkInterfaceInfo&quot;">​</a></h1><p>NETWORK_INTERFACE_INFO: one address of one interface of the server ([MS-SMB2] 2.2.32.5).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-address"></a> <code>address</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>4 bytes of IPv4 or 16 of IPv6, in network order.</td></tr><tr><td><a id="property-capability"></a> <code>capability</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/NetworkInterfaceCapability.html">NetworkInterfaceCapability</a>.</td></tr><tr><td><a id="property-ifindex"></a> <code>ifIndex</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr><tr><td><a id="property-linkspeed"></a> <code>linkSpeed</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>Bits per second.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/NetworkInterfaceInfo.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NetworkInterfaceInfo = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NetworkInterfaceInfo as default
};
