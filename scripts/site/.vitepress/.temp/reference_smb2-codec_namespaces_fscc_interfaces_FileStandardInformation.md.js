import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FileStandardInformation","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/namespaces/fscc/interfaces/FileStandardInformation.md","filePath":"reference/smb2-codec/namespaces/fscc/interfaces/FileStandardInformation.md"}');
const _sfc_main = { name: "reference/smb2-codec/namespaces/fscc/interfaces/FileStandardInformation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-filestandardinformation" tabindex="-1">Interface: FileStandardInformation <a class="header-anchor" href="#interface-filestandardinformation" aria-label="Permalink to &quot;Interface: FileStandardInformation&quot;">​</a></h1><p>FILE_STANDARD_INFORMATION ([MS-FSCC] 2.4.47).</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./FileAllInformation.html"><code>FileAllInformation</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th></tr></thead><tbody><tr><td><a id="property-allocationsize"></a> <code>allocationSize</code></td><td><code>readonly</code></td><td><code>bigint</code></td></tr><tr><td><a id="property-deletepending"></a> <code>deletePending</code></td><td><code>readonly</code></td><td><code>boolean</code></td></tr><tr><td><a id="property-directory"></a> <code>directory</code></td><td><code>readonly</code></td><td><code>boolean</code></td></tr><tr><td><a id="property-endoffile"></a> <code>endOfFile</code></td><td><code>readonly</code></td><td><code>bigint</code></td></tr><tr><td><a id="property-numberoflinks"></a> <code>numberOfLinks</code></td><td><code>readonly</code></td><td><code>number</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/namespaces/fscc/interfaces/FileStandardInformation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FileStandardInformation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FileStandardInformation as default
};
