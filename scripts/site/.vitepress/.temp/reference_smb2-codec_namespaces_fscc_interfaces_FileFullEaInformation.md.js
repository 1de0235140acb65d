import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FileFullEaInformation","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/namespaces/fscc/interfaces/FileFullEaInformation.md","filePath":"reference/smb2-codec/namespaces/fscc/interfaces/FileFullEaInformation.md"}');
const _sfc_main = { name: "reference/smb2-codec/namespaces/fscc/interfaces/FileFullEaInformation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-filefulleainformation" tabindex="-1">Interface: FileFullEaInformation <a class="header-anchor" href="#interface-filefulleainformation" aria-label="Permalink to &quot;Interface: FileFullEaInformation&quot;">​</a></h1><p>FILE_FULL_EA_INFORMATION ([MS-FSCC] 2.4.16).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-eaname"></a> <code>eaName</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Without the NUL that ends it on the wire; one byte for each character.</td></tr><tr><td><a id="property-eavalue"></a> <code>eaValue</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>-</td></tr><tr><td><a id="property-flags"></a> <code>flags</code></td><td><code>readonly</code></td><td><code>number</code></td><td>0x80 is FILE_NEED_EA.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/namespaces/fscc/interfaces/FileFullEaInformation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FileFullEaInformation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FileFullEaInformation as default
};
