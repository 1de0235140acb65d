import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FileIdInformation","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/namespaces/fscc/interfaces/FileIdInformation.md","filePath":"reference/smb2-codec/namespaces/fscc/interfaces/FileIdInformation.md"}');
const _sfc_main = { name: "reference/smb2-codec/namespaces/fscc/interfaces/FileIdInformation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-fileidinformation" tabindex="-1">Interface: FileIdInformation <a class="header-anchor" href="#interface-fileidinformation" aria-label="Permalink to &quot;Interface: FileIdInformation&quot;">​</a></h1><p>FILE_ID_INFORMATION ([MS-FSCC] 2.4.26).</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./FileInformation.html"><code>FileInformation</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-fileid"></a> <code>fileId</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>128 bits.</td></tr><tr><td><a id="property-volumeserialnumber"></a> <code>volumeSerialNumber</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/namespaces/fscc/interfaces/FileIdInformation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FileIdInformation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FileIdInformation as default
};
