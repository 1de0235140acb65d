import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ValidateNegotiateInfoRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/ValidateNegotiateInfoRequest.md","filePath":"reference/smb2-codec/interfaces/ValidateNegotiateInfoRequest.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/ValidateNegotiateInfoRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-validatenegotiateinforequest" tabindex="-1">Interface: ValidateNegotiateInfoRequest <a class="header-anchor" href="#interface-validatenegotiateinforequest" aria-label="Permalink to &quot;Interface: ValidateNegotiateInfoRequest&quot;">​</a></h1><p>VALIDATE_NEGOTIATE_INFO Request: the client&#39;s NEGOTIATE once more ([MS-SMB2] 2.2.31.4).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-capabilities"></a> <code>capabilities</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr><tr><td><a id="property-dialects"></a> <code>dialects</code></td><td><code>readonly</code></td><td>readonly <code>number</code>[]</td><td>-</td></tr><tr><td><a id="property-guid"></a> <code>guid</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>16 bytes.</td></tr><tr><td><a id="property-securitymode"></a> <code>securityMode</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/ValidateNegotiateInfoRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ValidateNegotiateInfoRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ValidateNegotiateInfoRequest as default
};
