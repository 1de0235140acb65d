import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: OplockBreak","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/OplockBreak.md","filePath":"reference/smb2-codec/interfaces/OplockBreak.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/OplockBreak.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-oplockbreak" tabindex="-1">Interface: OplockBreak <a class="header-anchor" href="#interface-oplockbreak" aria-label="Permalink to &quot;Interface: OplockBreak&quot;">​</a></h1><p>An oplock break in any of its three messages ([MS-SMB2] 2.2.23.1, 2.2.24.1, 2.2.25.1).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-fileid"></a> <code>fileId</code></td><td><code>readonly</code></td><td><a href="./FileId.html"><code>FileId</code></a></td><td>-</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;oplock&quot;</code></td><td>-</td></tr><tr><td><a id="property-oplocklevel"></a> <code>oplockLevel</code></td><td><code>readonly</code></td><td><code>number</code></td><td>One of <a href="./../variables/OplockLevel.html">OplockLevel</a>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/OplockBreak.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const OplockBreak = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  OplockBreak as default
};
