import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RdpProtocolAction","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/RdpProtocolAction.md","filePath":"reference/index/interfaces/RdpProtocolAction.md"}');
const _sfc_main = { name: "reference/index/interfaces/RdpProtocolAction.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-rdpprotocolaction" tabindex="-1">Interface: RdpProtocolAction <a class="header-anchor" href="#interface-rdpprotocolaction" aria-label="Permalink to &quot;Interface: RdpProtocolAction&quot;">​</a></h1><p>The server says that another protocol was chosen; it still takes TLS and CredSSP alone.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-do"></a> <code>do</code></td><td><code>readonly</code></td><td><code>&quot;rdp-protocol&quot;</code></td><td>-</td></tr><tr><td><a id="property-protocol"></a> <code>protocol</code></td><td><code>readonly</code></td><td><code>number</code></td><td>SelectedProtocol of RDP_NEG_RSP ([MS-RDPBCGR] 2.2.1.2.1), such as 1, TLS without CredSSP, or 0, neither.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/RdpProtocolAction.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RdpProtocolAction = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RdpProtocolAction as default
};
