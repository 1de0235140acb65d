import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Smb1NegotiateResponse","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/Smb1NegotiateResponse.md","filePath":"reference/smb2-codec/interfaces/Smb1NegotiateResponse.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/Smb1NegotiateResponse.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-smb1negotiateresponse" tabindex="-1">Interface: Smb1NegotiateResponse <a class="header-anchor" href="#interface-smb1negotiateresponse" aria-label="Permalink to &quot;Interface: Smb1NegotiateResponse&quot;">​</a></h1><p>SMB_COM_NEGOTIATE Response of the Core Protocol ([MS-CIFS] 2.2.4.52.2).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-dialectindex"></a> <code>dialectIndex</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Where the dialect chosen stands in the request; <a href="./../variables/NO_SMB1_DIALECT.html">NO_SMB1_DIALECT</a> for none.</td></tr><tr><td><a id="property-requestheader"></a> <code>requestHeader</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>The request&#39;s SMB_Header, or a whole message that begins with it; the client finds its request again by that.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/Smb1NegotiateResponse.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Smb1NegotiateResponse = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Smb1NegotiateResponse as default
};
