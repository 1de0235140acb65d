import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FsControlInformation","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/namespaces/fscc/interfaces/FsControlInformation.md","filePath":"reference/smb2-codec/namespaces/fscc/interfaces/FsControlInformation.md"}');
const _sfc_main = { name: "reference/smb2-codec/namespaces/fscc/interfaces/FsControlInformation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-fscontrolinformation" tabindex="-1">Interface: FsControlInformation <a class="header-anchor" href="#interface-fscontrolinformation" aria-label="Permalink to &quot;Interface: FsControlInformation&quot;">​</a></h1><p>FILE_FS_CONTROL_INFORMATION ([MS-FSCC] 2.5.2), of which the indexing thresholds are always 0.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./FsInformation.html"><code>FsInformation</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th></tr></thead><tbody><tr><td><a id="property-defaultquotalimit"></a> <code>defaultQuotaLimit</code></td><td><code>readonly</code></td><td><code>bigint</code></td></tr><tr><td><a id="property-defaultquotathreshold"></a> <code>defaultQuotaThreshold</code></td><td><code>readonly</code></td><td><code>bigint</code></td></tr><tr><td><a id="property-filesystemcontrolflags"></a> <code>fileSystemControlFlags</code></td><td><code>readonly</code></td><td><code>number</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/namespaces/fscc/interfaces/FsControlInformation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FsControlInformation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FsControlInformation as default
};
