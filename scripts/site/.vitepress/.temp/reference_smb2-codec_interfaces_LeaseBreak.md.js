import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: LeaseBreak","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/LeaseBreak.md","filePath":"reference/smb2-codec/interfaces/LeaseBreak.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/LeaseBreak.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-leasebreak" tabindex="-1">Interface: LeaseBreak <a class="header-anchor" href="#interface-leasebreak" aria-label="Permalink to &quot;Interface: LeaseBreak&quot;">​</a></h1><p>Lease Break Acknowledgment and Response ([MS-SMB2] 2.2.24.2, 2.2.25.2).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;lease&quot;</code></td><td>-</td></tr><tr><td><a id="property-leasekey"></a> <code>leaseKey</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>16 bytes.</td></tr><tr><td><a id="property-leasestate"></a> <code>leaseState</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/LeaseState.html">LeaseState</a>.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/LeaseBreak.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LeaseBreak = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LeaseBreak as default
};
