import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ValidateNegotiateInfoResponse","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/ValidateNegotiateInfoResponse.md","filePath":"reference/smb2-codec/interfaces/ValidateNegotiateInfoResponse.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/ValidateNegotiateInfoResponse.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-validatenegotiateinforesponse" tabindex="-1">Interface: ValidateNegotiateInfoResponse <a class="header-anchor" href="#interface-validatenegotiateinforesponse" aria-label="Permalink to &quot;Interface: ValidateNegotiateInfoResponse&quot;">​</a></h1><p>VALIDATE_NEGOTIATE_INFO Response ([MS-SMB2] 2.2.32.6).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-capabilities"></a> <code>capabilities</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr><tr><td><a id="property-dialect"></a> <code>dialect</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr><tr><td><a id="property-guid"></a> <code>guid</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>16 bytes.</td></tr><tr><td><a id="property-securitymode"></a> <code>securityMode</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/ValidateNegotiateInfoResponse.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ValidateNegotiateInfoResponse = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ValidateNegotiateInfoResponse as default
};
