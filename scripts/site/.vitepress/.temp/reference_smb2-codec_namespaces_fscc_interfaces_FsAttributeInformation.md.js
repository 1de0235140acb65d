import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FsAttributeInformation","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/namespaces/fscc/interfaces/FsAttributeInformation.md","filePath":"reference/smb2-codec/namespaces/fscc/interfaces/FsAttributeInformation.md"}');
const _sfc_main = { name: "reference/smb2-codec/namespaces/fscc/interfaces/FsAttributeInformation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-fsattributeinformation" tabindex="-1">Interface: FsAttributeInformation <a class="header-anchor" href="#interface-fsattributeinformation" aria-label="Permalink to &quot;Interface: FsAttributeInformation&quot;">​</a></h1><p>FILE_FS_ATTRIBUTE_INFORMATION ([MS-FSCC] 2.5.1).</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./FsInformation.html"><code>FsInformation</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-filesystemattributes"></a> <code>fileSystemAttributes</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../../../../shares/variables/FileSystemAttributes.html">FileSystemAttributes</a>.</td></tr><tr><td><a id="property-filesystemname"></a> <code>fileSystemName</code></td><td><code>readonly</code></td><td><code>string</code></td><td>-</td></tr><tr><td><a id="property-maximumcomponentnamelength"></a> <code>maximumComponentNameLength</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Characters.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/namespaces/fscc/interfaces/FsAttributeInformation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FsAttributeInformation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FsAttributeInformation as default
};
