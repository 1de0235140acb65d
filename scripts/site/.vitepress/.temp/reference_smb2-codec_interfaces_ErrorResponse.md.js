import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ErrorResponse","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/ErrorResponse.md","filePath":"reference/smb2-codec/interfaces/ErrorResponse.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/ErrorResponse.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-errorresponse" tabindex="-1">Interface: ErrorResponse <a class="header-anchor" href="#interface-errorresponse" aria-label="Permalink to &quot;Interface: ErrorResponse&quot;">​</a></h1><p>SMB2 ERROR Response ([MS-SMB2] 2.2.2): the body of each response that says why it failed.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-errorcontextcount"></a> <code>errorContextCount</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Members of the list in <code>errorData</code>; 0 before 3.1.1, where <code>errorData</code> is not a list.</td></tr><tr><td><a id="property-errordata"></a> <code>errorData</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>Depends on the status; empty for most.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/ErrorResponse.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ErrorResponse = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ErrorResponse as default
};
