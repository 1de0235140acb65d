import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FileStreamInformation","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/namespaces/fscc/interfaces/FileStreamInformation.md","filePath":"reference/smb2-codec/namespaces/fscc/interfaces/FileStreamInformation.md"}');
const _sfc_main = { name: "reference/smb2-codec/namespaces/fscc/interfaces/FileStreamInformation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-filestreaminformation" tabindex="-1">Interface: FileStreamInformation <a class="header-anchor" href="#interface-filestreaminformation" aria-label="Permalink to &quot;Interface: FileStreamInformation&quot;">​</a></h1><p>FILE_STREAM_INFORMATION ([MS-FSCC] 2.4.49).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-streamallocationsize"></a> <code>streamAllocationSize</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>-</td></tr><tr><td><a id="property-streamname"></a> <code>streamName</code></td><td><code>readonly</code></td><td><code>string</code></td><td><code>::$DATA</code> for the data of the file itself, <code>:name:$DATA</code> for a named stream.</td></tr><tr><td><a id="property-streamsize"></a> <code>streamSize</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/namespaces/fscc/interfaces/FileStreamInformation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FileStreamInformation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FileStreamInformation as default
};
