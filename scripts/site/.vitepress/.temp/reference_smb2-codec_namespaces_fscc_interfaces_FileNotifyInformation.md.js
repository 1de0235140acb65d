import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FileNotifyInformation","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/namespaces/fscc/interfaces/FileNotifyInformation.md","filePath":"reference/smb2-codec/namespaces/fscc/interfaces/FileNotifyInformation.md"}');
const _sfc_main = { name: "reference/smb2-codec/namespaces/fscc/interfaces/FileNotifyInformation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-filenotifyinformation" tabindex="-1">Interface: FileNotifyInformation <a class="header-anchor" href="#interface-filenotifyinformation" aria-label="Permalink to &quot;Interface: FileNotifyInformation&quot;">​</a></h1><p>FILE_NOTIFY_INFORMATION ([MS-FSCC] 2.7.1).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-action"></a> <code>action</code></td><td><code>readonly</code></td><td><code>number</code></td><td>One of <a href="./../variables/FileAction.html">FileAction</a>.</td></tr><tr><td><a id="property-filename"></a> <code>fileName</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Path below the directory watched.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/namespaces/fscc/interfaces/FileNotifyInformation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FileNotifyInformation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FileNotifyInformation as default
};
