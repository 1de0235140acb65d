import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Smb1NegotiateRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/Smb1NegotiateRequest.md","filePath":"reference/smb2-codec/interfaces/Smb1NegotiateRequest.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/Smb1NegotiateRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-smb1negotiaterequest" tabindex="-1">Interface: Smb1NegotiateRequest <a class="header-anchor" href="#interface-smb1negotiaterequest" aria-label="Permalink to &quot;Interface: Smb1NegotiateRequest&quot;">​</a></h1><p>SMB_COM_NEGOTIATE Request ([MS-CIFS] 2.2.4.52.1), as far as a server that only speaks SMB2 needs it.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-dialects"></a> <code>dialects</code></td><td><code>readonly</code></td><td>readonly <code>string</code>[]</td><td>Dialect strings in the client&#39;s order, least preferred first.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/Smb1NegotiateRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Smb1NegotiateRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Smb1NegotiateRequest as default
};
