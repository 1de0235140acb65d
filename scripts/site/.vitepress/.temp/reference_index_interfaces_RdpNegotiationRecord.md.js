import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RdpNegotiationRecord","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/RdpNegotiationRecord.md","filePath":"reference/index/interfaces/RdpNegotiationRecord.md"}');
const _sfc_main = { name: "reference/index/interfaces/RdpNegotiationRecord.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-rdpnegotiationrecord" tabindex="-1">Interface: RdpNegotiationRecord <a class="header-anchor" href="#interface-rdpnegotiationrecord" aria-label="Permalink to &quot;Interface: RdpNegotiationRecord&quot;">​</a></h1><p>RDP&#39;s negotiation in front of CredSSP ([MS-RDPBCGR] 2.2.1.1, 2.2.1.2).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-answer"></a> <code>answer</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>Name of the protocol that was selected, or of the failure; undefined: there was no answer.</td></tr><tr><td><a id="property-cookie"></a> <code>cookie</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>The name behind <code>mstshash=</code>, as sent; undefined: there is no cookie.</td></tr><tr><td><a id="property-requestedprotocols"></a> <code>requestedProtocols</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>Names such as <code>SSL</code> and <code>HYBRID</code>; <code>RDP</code> alone without RDP_NEG_REQ, or where it asks for nothing else.</td></tr><tr><td><a id="property-routingtoken"></a> <code>routingToken</code></td><td><code>readonly</code></td><td><code>string</code> | <code>undefined</code></td><td>The routing token of a load balancer, as sent; undefined: there is none.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/RdpNegotiationRecord.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RdpNegotiationRecord = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RdpNegotiationRecord as default
};
