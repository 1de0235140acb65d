import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FileRenameInformation","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/namespaces/fscc/interfaces/FileRenameInformation.md","filePath":"reference/smb2-codec/namespaces/fscc/interfaces/FileRenameInformation.md"}');
const _sfc_main = { name: "reference/smb2-codec/namespaces/fscc/interfaces/FileRenameInformation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-filerenameinformation" tabindex="-1">Interface: FileRenameInformation <a class="header-anchor" href="#interface-filerenameinformation" aria-label="Permalink to &quot;Interface: FileRenameInformation&quot;">​</a></h1><p>FILE_RENAME_INFORMATION_TYPE_2 and FILE_LINK_INFORMATION_TYPE_2 ([MS-FSCC] 2.4.42.2, 2.4.28.2).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-filename"></a> <code>fileName</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The new name; below the share, or beside the old one if it has no backslash.</td></tr><tr><td><a id="property-replaceifexists"></a> <code>replaceIfExists</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>-</td></tr><tr><td><a id="property-rootdirectory"></a> <code>rootDirectory</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>Always 0 over the network; the handler refuses others.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/namespaces/fscc/interfaces/FileRenameInformation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FileRenameInformation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FileRenameInformation as default
};
