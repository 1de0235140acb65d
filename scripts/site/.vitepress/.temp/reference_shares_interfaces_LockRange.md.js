import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: LockRange","description":"","frontmatter":{},"headers":[],"relativePath":"reference/shares/interfaces/LockRange.md","filePath":"reference/shares/interfaces/LockRange.md"}');
const _sfc_main = { name: "reference/shares/interfaces/LockRange.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-lockrange" tabindex="-1">Interface: LockRange <a class="header-anchor" href="#interface-lockrange" aria-label="Permalink to &quot;Interface: LockRange&quot;">​</a></h1><p>A range of bytes to lock; both numbers are unsigned 64-bit ([MS-SMB2] 2.2.26.1).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-exclusive"></a> <code>exclusive</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>False: other opens may read and lock the range shared, and no open may write it.</td></tr><tr><td><a id="property-length"></a> <code>length</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>Bytes; 0 is a range as well.</td></tr><tr><td><a id="property-offset"></a> <code>offset</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>The first byte.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/shares/interfaces/LockRange.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LockRange = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LockRange as default
};
