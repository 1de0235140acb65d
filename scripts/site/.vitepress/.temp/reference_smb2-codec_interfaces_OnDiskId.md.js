import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: OnDiskId","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/OnDiskId.md","filePath":"reference/smb2-codec/interfaces/OnDiskId.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/OnDiskId.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-ondiskid" tabindex="-1">Interface: OnDiskId <a class="header-anchor" href="#interface-ondiskid" aria-label="Permalink to &quot;Interface: OnDiskId&quot;">​</a></h1><p>Data of <code>QFid</code> in a response ([MS-SMB2] 2.2.14.2.9).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th></tr></thead><tbody><tr><td><a id="property-diskfileid"></a> <code>diskFileId</code></td><td><code>readonly</code></td><td><code>bigint</code></td></tr><tr><td><a id="property-volumeid"></a> <code>volumeId</code></td><td><code>readonly</code></td><td><code>bigint</code></td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/OnDiskId.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const OnDiskId = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  OnDiskId as default
};
