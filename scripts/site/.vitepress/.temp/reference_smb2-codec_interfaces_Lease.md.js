import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Lease","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/Lease.md","filePath":"reference/smb2-codec/interfaces/Lease.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/Lease.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-lease" tabindex="-1">Interface: Lease <a class="header-anchor" href="#interface-lease" aria-label="Permalink to &quot;Interface: Lease&quot;">​</a></h1><p>Data of <code>RqLs</code> in either direction and version ([MS-SMB2] 2.2.13.2.8, 2.2.13.2.10, 2.2.14.2.10, 2.2.14.2.11).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-leaseflags"></a> <code>leaseFlags</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/LeaseFlags.html">LeaseFlags</a>.</td></tr><tr><td><a id="property-leasekey"></a> <code>leaseKey</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>16 bytes.</td></tr><tr><td><a id="property-leasestate"></a> <code>leaseState</code></td><td><code>readonly</code></td><td><code>number</code></td><td>Bits of <a href="./../variables/LeaseState.html">LeaseState</a>.</td></tr><tr><td><a id="property-v2"></a> <code>v2</code></td><td><code>readonly</code></td><td>| { <code>epoch</code>: <code>number</code>; <code>parentLeaseKey</code>: <code>Buffer</code>; } | <code>undefined</code></td><td>The fields that version 2 adds; undefined in version 1.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/Lease.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Lease = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Lease as default
};
