import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FileAttributeTagInformation","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/namespaces/fscc/interfaces/FileAttributeTagInformation.md","filePath":"reference/smb2-codec/namespaces/fscc/interfaces/FileAttributeTagInformation.md"}');
const _sfc_main = { name: "reference/smb2-codec/namespaces/fscc/interfaces/FileAttributeTagInformation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-fileattributetaginformation" tabindex="-1">Interface: FileAttributeTagInformation <a class="header-anchor" href="#interface-fileattributetaginformation" aria-label="Permalink to &quot;Interface: FileAttributeTagInformation&quot;">​</a></h1><p>FILE_ATTRIBUTE_TAG_INFORMATION ([MS-FSCC] 2.4.6).</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./FileInformation.html"><code>FileInformation</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-fileattributes"></a> <code>fileAttributes</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../../../variables/FileAttributes.html">FileAttributes</a>.</td></tr><tr><td><a id="property-reparsetag"></a> <code>reparseTag</code></td><td><code>readonly</code></td><td><code>number</code></td><td>0 unless <code>fileAttributes</code> has FILE_ATTRIBUTE_REPARSE_POINT.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/namespaces/fscc/interfaces/FileAttributeTagInformation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FileAttributeTagInformation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FileAttributeTagInformation as default
};
