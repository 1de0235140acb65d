import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TransformHeader","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/TransformHeader.md","filePath":"reference/smb2-codec/interfaces/TransformHeader.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/TransformHeader.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-transformheader" tabindex="-1">Interface: TransformHeader <a class="header-anchor" href="#interface-transformheader" aria-label="Permalink to &quot;Interface: TransformHeader&quot;">​</a></h1><p>SMB2 TRANSFORM_HEADER ([MS-SMB2] 2.2.41).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-flags"></a> <code>flags</code></td><td><code>readonly</code></td><td><code>number</code></td><td>One of <a href="./../variables/TransformFlags.html">TransformFlags</a>.</td></tr><tr><td><a id="property-nonce"></a> <code>nonce</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>16 bytes, of which CCM uses the first 11 and GCM the first 12. All of them are authenticated.</td></tr><tr><td><a id="property-originalmessagesize"></a> <code>originalMessageSize</code></td><td><code>readonly</code></td><td><code>number</code></td><td>-</td></tr><tr><td><a id="property-sessionid"></a> <code>sessionId</code></td><td><code>readonly</code></td><td><code>bigint</code></td><td>-</td></tr><tr><td><a id="property-signature"></a> <code>signature</code></td><td><code>readonly</code></td><td><code>Buffer</code></td><td>The 16-byte tag of the AEAD.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/TransformHeader.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TransformHeader = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TransformHeader as default
};
