import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: LockElement","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/LockElement.md","filePath":"reference/smb2-codec/interfaces/LockElement.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/LockElement.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-lockelement" tabindex="-1">Interface: LockElement <a class="header-anchor" href="#interface-lockelement" aria-label="Permalink to &quot;Interface: LockElement&quot;">​</a></h1><p>SMB2_LOCK_ELEMENT ([MS-SMB2] 2.2.26.1).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-flags"></a> <code>flags</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/LockFlags.html">LockFlags</a>.</td></tr><tr><td><a id="property-length"></a> <code>length</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>-</td></tr><tr><td><a id="property-offset"></a> <code>offset</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/LockElement.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LockElement = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LockElement as default
};
