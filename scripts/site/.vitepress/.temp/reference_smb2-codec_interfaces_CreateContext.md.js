import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CreateContext","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/CreateContext.md","filePath":"reference/smb2-codec/interfaces/CreateContext.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/CreateContext.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-createcontext" tabindex="-1">Interface: CreateContext <a class="header-anchor" href="#interface-createcontext" aria-label="Permalink to &quot;Interface: CreateContext&quot;">​</a></h1><p>SMB2_CREATE_CONTEXT ([MS-SMB2] 2.2.13.2), its data not yet looked at.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-data"></a> <code>data</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>-</td></tr><tr><td><a id="property-name"></a> <code>name</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The bytes of the name, one character each; of <a href="./../variables/CreateContextName.html">CreateContextName</a> if it is known.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/CreateContext.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CreateContext = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CreateContext as default
};
