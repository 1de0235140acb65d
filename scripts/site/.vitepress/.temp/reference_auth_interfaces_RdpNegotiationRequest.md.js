import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RdpNegotiationRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/RdpNegotiationRequest.md","filePath":"reference/auth/interfaces/RdpNegotiationRequest.md"}');
const _sfc_main = { name: "reference/auth/interfaces/RdpNegotiationRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-rdpnegotiationrequest" tabindex="-1">Interface: RdpNegotiationRequest <a class="header-anchor" href="#interface-rdpnegotiationrequest" aria-label="Permalink to &quot;Interface: RdpNegotiationRequest&quot;">​</a></h1><p>An X.224 Connection Request ([MS-RDPBCGR] 2.2.1.1).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-cookie"></a> <code>cookie?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The name behind <code>mstshash=</code>, as sent; absent: there is no cookie.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;rdp-negotiation-request&quot;</code></td><td>-</td></tr><tr><td><a id="property-requestedprotocols"></a> <code>requestedProtocols?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>requestedProtocols of RDP_NEG_REQ; absent: there is none, which is standard RDP security.</td></tr><tr><td><a id="property-routingtoken"></a> <code>routingToken?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The routing token of a load balancer, as sent; absent: there is none.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/RdpNegotiationRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RdpNegotiationRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RdpNegotiationRequest as default
};
