import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RdpNegotiationAnswer","description":"","frontmatter":{},"headers":[],"relativePath":"reference/auth/interfaces/RdpNegotiationAnswer.md","filePath":"reference/auth/interfaces/RdpNegotiationAnswer.md"}');
const _sfc_main = { name: "reference/auth/interfaces/RdpNegotiationAnswer.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-rdpnegotiationanswer" tabindex="-1">Interface: RdpNegotiationAnswer <a class="header-anchor" href="#interface-rdpnegotiationanswer" aria-label="Permalink to &quot;Interface: RdpNegotiationAnswer&quot;">​</a></h1><p>Our X.224 Connection Confirm ([MS-RDPBCGR] 2.2.1.2). It has neither code where a client without RDP_NEG_REQ is left without an answer.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-failurecode"></a> <code>failureCode?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>failureCode of RDP_NEG_FAILURE; absent: there is none.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;rdp-negotiation-answer&quot;</code></td><td>-</td></tr><tr><td><a id="property-selectedprotocol"></a> <code>selectedProtocol?</code></td><td><code>readonly</code></td><td><code>number</code></td><td>selectedProtocol of RDP_NEG_RSP; absent: the request was refused.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/auth/interfaces/RdpNegotiationAnswer.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RdpNegotiationAnswer = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RdpNegotiationAnswer as default
};
