import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ErrorContext","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/ErrorContext.md","filePath":"reference/smb2-codec/interfaces/ErrorContext.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/ErrorContext.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-errorcontext" tabindex="-1">Interface: ErrorContext <a class="header-anchor" href="#interface-errorcontext" aria-label="Permalink to &quot;Interface: ErrorContext&quot;">​</a></h1><p>SMB2 ERROR Context ([MS-SMB2] 2.2.2.1).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-errorcontextdata"></a> <code>errorContextData</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>-</td></tr><tr><td><a id="property-errorid"></a> <code>errorId</code></td><td><code>readonly</code></td><td><code>number</code></td><td>One of <a href="./../variables/ErrorId.html">ErrorId</a>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/ErrorContext.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ErrorContext = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ErrorContext as default
};
