import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: EncodedInformation","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/namespaces/fscc/interfaces/EncodedInformation.md","filePath":"reference/smb2-codec/namespaces/fscc/interfaces/EncodedInformation.md"}');
const _sfc_main = { name: "reference/smb2-codec/namespaces/fscc/interfaces/EncodedInformation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-encodedinformation" tabindex="-1">Interface: EncodedInformation <a class="header-anchor" href="#interface-encodedinformation" aria-label="Permalink to &quot;Interface: EncodedInformation&quot;">​</a></h1><p>An encoded information class.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-data"></a> <code>data</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>-</td></tr><tr><td><a id="property-minimumroom"></a> <code>minimumRoom</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Less room than this is STATUS_INFO_LENGTH_MISMATCH, room for this but not for all of <code>data</code> STATUS_BUFFER_OVERFLOW ([MS-SMB2] 3.3.5.20.1). Where a name ends the structure, Windows and smbd take the size of the C structure for it, which has one character and is padded: 104 bytes for FILE_ALL_INFORMATION, though a root&#39;s answer has 102.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/namespaces/fscc/interfaces/EncodedInformation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const EncodedInformation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  EncodedInformation as default
};
